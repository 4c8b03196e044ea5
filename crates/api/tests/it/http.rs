//! The whole edge on a port of its own, and clients that behave like browsers and programs.

use axum::http::HeaderMap;
use baton_api::{router::router, state::Edge};
use baton_testkit::TestApp;
use reqwest::Method;
use serde_json::Value;
use std::{
    net::SocketAddr,
    sync::{Mutex, PoisonError},
};
use tokio::net::TcpListener;

/// A server under test.
pub(crate) struct Server {
    pub(crate) app: TestApp,
    /// Like `http://127.0.0.1:40123`.
    pub(crate) origin: String,
    http: reqwest::Client,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// Null where the body is no JSON.
    pub(crate) body: Value,
}

impl Server {
    pub(crate) async fn start(app: TestApp) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let served = router(Edge::new(app.app.clone(), None));
        let served = served.into_make_service_with_connect_info::<SocketAddr>();
        app.tasks
            .spawn(async move { axum::serve(listener, served).await.unwrap() });
        // Another test of this process may have been first.
        drop(rustls::crypto::ring::default_provider().install_default());
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { app, origin, http }
    }

    /// A browser on a page of this installation, at its public address.
    pub(crate) fn browser(&self) -> Client<'_> {
        let public = &self.app.public_origin;
        let page = if public.starts_with("https://") {
            public
        } else {
            &self.origin
        };
        self.program().with("origin", page)
    }

    /// Something that sends only what it is told.
    pub(crate) fn program(&self) -> Client<'_> {
        Client {
            server: self,
            headers: HeaderMap::new(),
            cookie: Mutex::new(None),
        }
    }
}

/// A client that keeps a cookie.
pub(crate) struct Client<'s> {
    server: &'s Server,
    headers: HeaderMap,
    cookie: Mutex<Option<String>>,
}

impl Client<'_> {
    /// Sends this header from now on.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    /// Carries this cookie, `name=value`.
    pub(crate) fn carrying(self, cookie: &str) -> Self {
        self.keep(Some(cookie.to_owned()));
        self
    }

    /// `name=value`, where it has one.
    pub(crate) fn cookie(&self) -> Option<String> {
        self.cookie
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn keep(&self, cookie: Option<String>) {
        *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = cookie;
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let url = format!("{}{path}", self.server.origin);
        let mut request = self
            .server
            .http
            .request(method, url)
            .headers(self.headers.clone());
        if let Some(cookie) = self.cookie() {
            request = request.header("cookie", cookie);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if let Some(set) = headers.get("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            self.keep((!pair.ends_with('=')).then(|| pair.to_owned()));
        }
        let body = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or_default();
        Answer {
            status,
            headers,
            body,
        }
    }
}

impl Answer {
    /// The code of a problem.
    pub(crate) fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// Status and code.
    pub(crate) fn problem(&self) -> (u16, &str) {
        (self.status, self.code())
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The body without what differs from request to request.
    pub(crate) fn sameness(&self) -> Value {
        let mut body = self.body.clone();
        if let Some(fields) = body.as_object_mut() {
            fields.remove("request_id");
        }
        body
    }
}
