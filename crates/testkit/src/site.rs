//! The whole edge over real HTTP, and people who call it.

use crate::{TestApp, TestDb, fixtures::Tenant};
use baton_api::{Edge, Options};
use baton_app::Caller;
use baton_core::{id::AssistantId, role::Role};
use reqwest::{Method, header::HeaderMap};
use serde_json::Value;
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::net::TcpListener;

/// A server on an address of its own, as it was installed: nobody is there yet.
#[derive(Debug)]
pub struct Served {
    /// The application behind it.
    pub app: TestApp,
    /// Where it listens, like `http://127.0.0.1:40123`.
    pub url: String,
    http: reqwest::Client,
}

/// A server with one workspace.
#[derive(Debug)]
pub struct Site {
    served: Served,
    /// Its workspace.
    pub tenant: Tenant,
}

/// Somebody who calls: a member with a token, a visitor, or nobody.
#[derive(Debug, Clone)]
pub struct Client {
    url: String,
    http: reqwest::Client,
    headers: Vec<(String, String)>,
    jar: Option<Jar>,
}

/// The cookie of a browser, `name=value`, where it has one.
type Jar = Arc<Mutex<Option<String>>>;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body as JSON; null where it is none.
    pub json: Value,
}

impl Answer {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap())
            .unwrap_or_default()
    }

    /// The code of a problem.
    pub fn code(&self) -> &str {
        self.json
            .get("code")
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// Status and code.
    pub fn problem(&self) -> (u16, &str) {
        (self.status, self.code())
    }

    /// The body without what differs from request to request.
    pub fn sameness(&self) -> Value {
        let mut body = self.json.clone();
        if let Some(fields) = body.as_object_mut() {
            fields.remove("request_id");
        }
        body
    }
}

impl Served {
    /// Starts a server over this application.
    pub async fn start(app: TestApp, demo: Option<AssistantId>, options: Options) -> Self {
        baton_outbound::install_crypto();
        let edge = Edge::with(app.app.clone(), demo, options);
        edge.start();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = baton_api::router(edge).into_make_service_with_connect_info::<SocketAddr>();
        let stop = app.stop.clone();
        let serving = axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned());
        app.tasks.spawn(async move { serving.await.unwrap() });
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none());
        Self {
            app,
            url,
            http: http.build().unwrap(),
        }
    }

    /// Nobody in particular.
    pub fn nobody(&self) -> Client {
        Client {
            url: self.url.clone(),
            http: self.http.clone(),
            headers: Vec::new(),
            jar: None,
        }
    }

    /// Somebody at a browser, on a page of ours at its public address, who is not signed in yet.
    pub fn visiting(&self) -> Client {
        let public = &self.app.public_origin;
        let page = if public.starts_with("https://") {
            public
        } else {
            &self.url
        };
        self.nobody().with("origin", page).keeping(None)
    }
}

impl Site {
    /// Starts a server on this database.
    pub async fn new(db: TestDb) -> Self {
        Self::with(db, None, Options::default()).await
    }

    /// Starts a server with options, where wanted with a demo shop of its assistant.
    pub async fn with(db: TestDb, demo: Option<AssistantId>, options: Options) -> Self {
        Self::of(TestApp::new(db).await, demo, options).await
    }

    /// Starts a server over this application.
    pub async fn of(app: TestApp, demo: Option<AssistantId>, options: Options) -> Self {
        let tenant = app.tenant("Larch & Tarn").await;
        Self {
            served: Served::start(app, demo, options).await,
            tenant,
        }
    }

    /// Starts another server of the same installation, over another node of its application.
    pub async fn beside(&self, app: TestApp, options: Options) -> Self {
        Self {
            served: Served::start(app, None, options).await,
            tenant: self.tenant.clone(),
        }
    }

    /// A member, by an API token of theirs.
    pub async fn member(&self, caller: &Caller) -> Client {
        // Only owners and admins make tokens; this one stands for whoever made it, with their role.
        let maker = Caller {
            role: Role::Owner,
            ..caller.clone()
        };
        let issued = self
            .app
            .create_api_token(&maker, "test", Role::Owner)
            .await
            .unwrap();
        self.nobody().bearing(&issued.secret)
    }

    /// A member at a browser of theirs, on a page of ours.
    pub async fn browser(&self, caller: &Caller) -> Client {
        let (user, workspace) = (caller.person.id, caller.workspace);
        let token = self.app.open_session(user, workspace, None).await.unwrap();
        let nobody = self.nobody().with("origin", &self.url);
        nobody.with("cookie", &format!("baton={token}"))
    }

    /// A visitor of this site's workspace, on a page of a shop.
    pub async fn visitor(&self) -> Client {
        let started = self.tenant.arrive(&self.app).await;
        self.nobody()
            .bearing(&started.token)
            .with("origin", "https://shop.example")
    }
}

impl std::ops::Deref for Site {
    type Target = Served;

    fn deref(&self) -> &Served {
        &self.served
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.app.stop.cancel();
    }
}

impl Client {
    /// With a credential.
    #[must_use]
    pub fn bearing(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    /// With a header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With this header in place of the one that it had.
    #[must_use]
    pub fn instead(self, name: &str, value: &str) -> Self {
        self.without(name).with(name, value)
    }

    /// Without this header.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(had, _)| had != name);
        self
    }

    /// The headers that it sends with everything.
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// As a browser with this cookie, `name=value`, that keeps what it is given from now on.
    #[must_use]
    pub fn keeping(self, cookie: Option<&str>) -> Self {
        Self {
            jar: Some(Arc::new(Mutex::new(cookie.map(str::to_owned)))),
            ..self
        }
    }

    /// The cookie that it keeps.
    pub fn cookie(&self) -> Option<String> {
        let jar = self.jar.as_ref()?;
        jar.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None).await
    }

    /// Posts JSON.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, Some(body)).await
    }

    /// Patches with JSON.
    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.call(Method::PATCH, path, Some(body)).await
    }

    /// Deletes.
    pub async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, None).await
    }

    /// Makes any call.
    pub async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut request = self.http.request(method, format!("{}{path}", self.url));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        self.send(request).await
    }

    /// Posts a form.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut request = self.http.post(format!("{}{path}", self.url)).form(fields);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        self.send(request).await
    }

    /// Posts a file as it is.
    pub async fn raw(&self, path: &str, kind: &str, bytes: &[u8]) -> Answer {
        let mut request = self.http.post(format!("{}{path}", self.url));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.header("content-type", kind);
        self.send(request.body(bytes.to_vec())).await
    }

    /// Posts bytes.
    pub async fn bytes(&self, path: &str, bytes: &[u8]) -> Answer {
        let mut request = self
            .http
            .post(format!("{}{path}", self.url))
            .body(bytes.to_vec());
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        self.send(request).await
    }

    /// Posts a form with files.
    pub async fn upload(&self, path: &str, form: reqwest::multipart::Form) -> Answer {
        let mut request = self
            .http
            .post(format!("{}{path}", self.url))
            .multipart(form);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        self.send(request).await
    }

    async fn send(&self, mut request: reqwest::RequestBuilder) -> Answer {
        if let Some(cookie) = self.cookie() {
            request = request.header("cookie", cookie);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if let (Some(jar), Some(set)) = (&self.jar, headers.get("set-cookie")) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            *jar.lock().unwrap_or_else(PoisonError::into_inner) =
                (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        let text = response.text().await.unwrap();
        Answer {
            status,
            headers,
            json: serde_json::from_str(&text).unwrap_or_default(),
            text,
        }
    }
}
