//! A workspace on the server, and the calls that people and browsers make.

use serde_json::{Value, json};
use std::{net::IpAddr, time::Duration};

/// What the assistant knows.
const KNOWLEDGE: &str = "# Returns\n\nYou may send boots back within 60 days. Returns are free of charge.\n\n\
                         # Repairs\n\nWe resole boots for 80 euros; it takes two weeks.\n";

/// Who set the workspace up.
pub(super) const EMAIL: &str = "maya@example.com";
/// Their password.
pub(super) const PASSWORD: &str = "a long enough secret";

/// What came back on a call: status and body, or nothing at all.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    /// The HTTP status; 0 where the connection broke.
    pub(super) status: u16,
    /// The body.
    pub(super) body: Value,
    /// After how many seconds to come back.
    pub(super) retry_after: Option<u64>,
    /// The kind of the body.
    pub(super) kind: String,
    /// What a browser is to keep.
    pub(super) cookie: Option<String>,
}

impl Answer {
    /// A text of the body.
    pub(super) fn text(&self, field: &str) -> String {
        self.body[field].as_str().unwrap_or_default().to_owned()
    }
}

/// Whoever calls: with a credential, from an address of their own.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    http: reqwest::Client,
    url: String,
    token: String,
}

impl Caller {
    /// Somebody at `from`, one of the many addresses of the loopback: limits are kept for each.
    pub(super) fn new(url: &str, from: IpAddr) -> Self {
        let http = reqwest::Client::builder()
            .no_proxy()
            .local_address(from)
            .timeout(Duration::from_secs(20));
        Self {
            http: http.build().unwrap(),
            url: url.to_owned(),
            token: String::new(),
        }
    }

    /// With a credential.
    pub(super) fn bearing(self, token: &str) -> Self {
        Self {
            token: token.to_owned(),
            ..self
        }
    }

    /// Reads.
    pub(super) async fn get(&self, path: &str) -> Answer {
        let request = self.http.get(format!("{}{path}", self.url));
        self.send(request).await
    }

    /// Posts JSON.
    pub(super) async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = self.http.post(format!("{}{path}", self.url)).json(body);
        self.send(request).await
    }

    /// Posts a form.
    pub(super) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.http.post(format!("{}{path}", self.url)).form(fields);
        self.send(request).await
    }

    async fn send(&self, mut request: reqwest::RequestBuilder) -> Answer {
        request = request.header("origin", &self.url);
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        let nothing = Answer {
            status: 0,
            body: Value::Null,
            retry_after: None,
            kind: String::new(),
            cookie: None,
        };
        let Ok(response) = request.send().await else {
            return nothing;
        };
        let status = response.status().as_u16();
        let header = |name: &str| {
            let value = response.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let retry_after = header("retry-after").and_then(|text| text.parse().ok());
        let kind = header("content-type").unwrap_or_default();
        let cookie = header("set-cookie");
        // An answer that broke off acknowledges nothing.
        match response.bytes().await {
            Ok(bytes) => Answer {
                status,
                body: serde_json::from_slice(&bytes).unwrap_or_default(),
                retry_after,
                kind,
                cookie,
            },
            Err(_) => nothing,
        }
    }
}

/// A workspace with its owner and an assistant that knows something.
#[derive(Debug, Clone)]
pub(super) struct Site {
    /// The owner, by an API token.
    pub(super) owner: Caller,
    /// The assistant whose widget visitors use.
    pub(super) assistant: String,
    /// Where the server is.
    pub(super) url: String,
}

impl Site {
    /// Sets up a server that is ready.
    pub(super) async fn set_up(url: &str) -> Self {
        // The one call that needs a cookie; an API token does the rest.
        let browser = reqwest::Client::builder().no_proxy().build().unwrap();
        let setup = json!({
            "workspace": "Larch", "name": "Maya", "email": EMAIL, "password": PASSWORD
        });
        let made = browser
            .post(format!("{url}/api/v1/setup"))
            .json(&setup)
            .header("origin", url);
        let made = made.send().await.unwrap();
        assert_eq!(made.status().as_u16(), 201);
        let cookie = made.headers()["set-cookie"].to_str().unwrap().to_owned();
        let cookie = cookie.split(';').next().unwrap();
        let token = browser
            .post(format!("{url}/api/v1/api-tokens"))
            .json(&json!({"name": "load", "role": "owner"}))
            .header("origin", url)
            .header("cookie", cookie);
        let token: Value = token.send().await.unwrap().json().await.unwrap();
        let owner =
            Caller::new(url, [127, 0, 0, 1].into()).bearing(token["token"].as_str().unwrap());
        let assistants = owner.get("/api/v1/assistants").await;
        let assistant = assistants.body["items"][0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let site = Self {
            owner,
            assistant,
            url: url.to_owned(),
        };
        site.teach().await;
        site
    }

    async fn teach(&self) {
        let source = json!({"assistant_id": self.assistant, "title": "Help", "text": KNOWLEDGE});
        let added = self.owner.post("/api/v1/knowledge/sources", &source).await;
        assert_eq!(added.status, 202, "{added:?}");
        for _ in 0..600 {
            let listed = self.owner.get("/api/v1/knowledge/sources").await;
            if listed.body["items"][0]["status"] == "ready" {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the knowledge is never ready");
    }

    /// A browser at `from` loads the widget: a visitor's credential and their conversation.
    pub(super) async fn arrive(&self, from: IpAddr) -> Result<(Caller, String), Answer> {
        let caller = Caller::new(&self.url, from);
        let init =
            json!({"assistant": self.assistant, "page": {"url": "https://shop.example/boots"}});
        let answer = caller.post("/v1/widget/init", &init).await;
        if answer.status != 200 {
            return Err(answer);
        }
        let conversation = answer.body["conversation"]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        Ok((caller.bearing(&answer.text("token")), conversation))
    }
}
