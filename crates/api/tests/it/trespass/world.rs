//! Two workspaces with everything in them, and everybody who could ask.

use super::table::{Principal, Route, Target};
use baton_api::{Allowances, Options};
use baton_app::{Caller, Visitor, assistant::capture::Given, members::add::NewMember};
use baton_core::{actor::Person, id::TurnId, lead::LeadSource, role::Role};
use baton_testkit::{Answer, Client, Site, TestApp, TestDb, fixtures::Tenant};
use serde_json::{Value, json};
use uuid::Uuid;

pub(super) const PASSWORD: &str = "correct horse battery";
const EXPIRED_MS: i64 = 15 * 24 * 60 * 60 * 1_000;

/// One workspace, with a thing of each kind.
pub(super) struct Side {
    pub(super) tenant: Tenant,
    pub(super) visitor: Visitor,
    pub(super) turn: TurnId,
    pub(super) lead: String,
    pub(super) source: String,
    pub(super) api_token: String,
}

impl Side {
    async fn of(site: &Site, tenant: Tenant) -> Self {
        let visitor = tenant.visitor(&site.app).await;
        let app = &site.app;
        let question = "What is your refund policy?";
        app.receive(visitor, "1", question).await.unwrap();
        let given = Given {
            email: Some("ana@example.com".to_owned()),
            ..Given::default()
        };
        let lead = app.submit_lead(visitor, LeadSource::Form, given, true);
        let lead = lead.await.unwrap().id.to_string();
        app.drain_jobs().await.unwrap();
        let owner = site.browser(&tenant.owner).await;
        let conversation = format!("/api/v1/conversations/{}", visitor.conversation);
        let messages = owner.get(&format!("{conversation}/messages")).await;
        let source = add_source(&owner, &tenant).await;
        let api_token = add_token(&owner).await;
        Self {
            turn: text(&messages.json["items"][1]["turn_id"]).parse().unwrap(),
            tenant,
            visitor,
            lead,
            source,
            api_token,
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

async fn add_source(owner: &Client, tenant: &Tenant) -> String {
    let new = json!({"assistant_id": tenant.assistant.id, "title": "T", "text": "A text."});
    let added = owner.post("/api/v1/knowledge/sources", new).await;
    text(&added.json["id"])
}

async fn add_token(owner: &Client) -> String {
    let new = json!({"name": "t", "role": "viewer"});
    let added = owner.post("/api/v1/api-tokens", new).await;
    text(&added.json["id"])
}

/// A server over an application.
pub(super) async fn site(app: TestApp) -> Site {
    // Limits of pages are no matter of rights.
    let options = Options {
        visitors: Allowances {
            inits: 100_000,
            ..Allowances::default()
        },
        ..Options::default()
    };
    Site::of(app, None, options).await
}

/// A server with both of them.
pub(super) struct World {
    pub(super) site: Site,
    pub(super) ours: Side,
    pub(super) theirs: Side,
    admin: Caller,
    expired: Client,
}

impl World {
    /// Two workspaces of equals.
    pub(super) async fn new(db: TestDb) -> Self {
        let site = site(TestApp::new(db).await).await;
        let other = site.app.tenant("Other").await;
        let theirs = Side::of(&site, other).await;
        Self::beside(site, theirs).await
    }

    /// The workspace of a site beside another one.
    pub(super) async fn beside(site: Site, theirs: Side) -> Self {
        let tenant = site.tenant.clone();
        // Tomás comes only once, so that nothing ends his session but time.
        let expired = site.browser(&tenant.tomas).await;
        site.app.clock.advance_ms(EXPIRED_MS);
        let admin = NewMember {
            email: "ada@example.com".to_owned(),
            name: "Ada".to_owned(),
            password: PASSWORD.to_owned(),
            role: Role::Admin,
        };
        let added = site.app.add_member(tenant.workspace, admin).await.unwrap();
        let admin = Caller {
            workspace: tenant.workspace,
            role: Role::Admin,
            person: Person {
                id: added.user,
                name: "Ada".to_owned(),
            },
        };
        Self {
            ours: Side::of(&site, tenant).await,
            theirs,
            site,
            admin,
            expired,
        }
    }

    fn caller(&self, who: Principal) -> Option<&Caller> {
        let tenant = &self.ours.tenant;
        match who {
            Principal::Viewer => Some(&tenant.viewer),
            Principal::Editor => Some(&tenant.maya),
            Principal::Admin => Some(&self.admin),
            Principal::Owner | Principal::Evil | Principal::Token => Some(&tenant.owner),
            Principal::Owner2 => Some(&self.theirs.tenant.owner),
            Principal::Expired => Some(&tenant.tomas),
            Principal::Nobody | Principal::Visitor | Principal::Visitor2 => None,
        }
    }

    /// The workspace that a principal belongs to, and the other one.
    fn sides(&self, who: Principal) -> [&Side; 2] {
        match who {
            Principal::Owner2 | Principal::Visitor2 => [&self.theirs, &self.ours],
            _ => [&self.ours, &self.theirs],
        }
    }

    /// A principal with a credential of this moment, and the conversation of a visitor.
    pub(super) async fn come(&self, who: Principal) -> (Client, Visitor) {
        let own = self.sides(who)[0];
        let nobody = self.site.nobody();
        let client = match who {
            Principal::Nobody => nobody,
            Principal::Visitor | Principal::Visitor2 => {
                let started = own.tenant.arrive(&self.site.app).await;
                let client = nobody
                    .bearing(&started.token)
                    .with("origin", "https://shop.example");
                return (client, started.visitor);
            }
            Principal::Token => {
                let made = self
                    .site
                    .app
                    .create_api_token(&own.tenant.owner, "p", Role::Editor);
                nobody.bearing(&made.await.unwrap().secret)
            }
            Principal::Expired => self.expired.clone(),
            Principal::Evil => {
                let owner = self.site.browser(&own.tenant.owner).await;
                owner.instead("origin", "https://evil.example")
            }
            Principal::Viewer
            | Principal::Editor
            | Principal::Admin
            | Principal::Owner
            | Principal::Owner2 => self.site.browser(self.caller(who).unwrap()).await,
        };
        (client, own.visitor)
    }

    /// Makes one call of the table: the answers for each form of the target.
    pub(super) async fn call(&self, route: &Route, who: Principal, target: Target) -> Vec<Answer> {
        let (client, visitor) = self.come(who).await;
        let mut answers = Vec::new();
        for id in self.ids(route, who, target, visitor).await {
            let path = route.path.replace("{id}", &id.path);
            let path = path
                .replace("{turn_id}", &id.turn)
                .replace("{name}", "boots");
            let path = path.replace("{key}", &self.site.app.secrets.realtime_key);
            let path = path.replace("{*path}", "none.js");
            answers.push(send(&client, route, &path, &id.path).await);
        }
        answers
    }

    /// What stands in place of an id: several forms of what is none.
    async fn ids(
        &self,
        route: &Route,
        who: Principal,
        target: Target,
        visitor: Visitor,
    ) -> Vec<Id> {
        let [own, other] = self.sides(who);
        match target {
            Target::None => vec![Id::default()],
            Target::Own => vec![self.own(route, who, own, visitor).await],
            Target::Foreign => vec![of(route, other, other.visitor)],
            Target::Unknown => vec![self.unknown(route)],
            Target::Malformed => {
                let forms = ["1", "..%2f", "%00", "null", "'%20OR%201=1", "%F0%9F%A6%8A"];
                forms.iter().map(|form| Id::new(route, form)).collect()
            }
        }
    }

    fn unknown(&self, route: &Route) -> Id {
        let next = || self.site.app.ids.next::<Uuid>().to_string();
        Id {
            turn: next(),
            ..Id::new(route, &next())
        }
    }

    /// A thing that the call, if it is allowed, finds in the right state: made anew where calls change it.
    async fn own(&self, route: &Route, who: Principal, side: &Side, visitor: Visitor) -> Id {
        let app = &self.site.app;
        if route.method == "GET" || matches!(who, Principal::Visitor | Principal::Visitor2) {
            return of(route, side, visitor);
        }
        let owner = || self.site.browser(&side.tenant.owner);
        let mut id = match (&*route.method, &*route.path) {
            ("DELETE", "/api/v1/knowledge/sources/{id}") => {
                return Id::new(route, &add_source(&owner().await, &side.tenant).await);
            }
            ("DELETE", "/api/v1/api-tokens/{id}") => {
                return Id::new(route, &add_token(&owner().await).await);
            }
            _ => of(route, side, side.visitor),
        };
        if !route.path.contains("/conversations/{id}/") {
            return id;
        }
        let fresh = side.tenant.visitor(app).await;
        app.receive(fresh, "1", "Hello?").await.unwrap();
        id.path = fresh.conversation.to_string();
        let (owner, fresh) = (&side.tenant.owner, fresh.conversation);
        match route.path.rsplit('/').next().unwrap() {
            "reply" | "release" => {
                let holder = self
                    .caller(who)
                    .filter(|caller| caller.role != Role::Viewer);
                app.claim(holder.unwrap_or(owner), fresh, false)
                    .await
                    .unwrap();
            }
            "reopen" => drop(app.resolve(owner, fresh).await.unwrap()),
            "{name}" => drop(app.tag(owner, fresh, "boots").await.unwrap()),
            _ => {}
        }
        id
    }
}

/// What stands in the path, or in the query or body of routes that name a thing there.
#[derive(Default)]
struct Id {
    path: String,
    turn: String,
}

impl Id {
    fn new(route: &Route, path: &str) -> Self {
        let path = if route.path.contains("/auth") {
            format!("private-conversation.{path}")
        } else {
            path.to_owned()
        };
        Self {
            path,
            turn: "1".to_owned(),
        }
    }
}

/// The thing of a side that a route is about.
fn of(route: &Route, side: &Side, visitor: Visitor) -> Id {
    let path = route.path.as_str();
    let has = |part: &str| path.contains(part);
    let id = if has("/session") {
        side.tenant.workspace.to_string()
    } else if has("assistant=")
        || has("/assistants")
        || has("/init")
        || has("sources?")
        || has("/ask")
        || has("/files")
        || path.ends_with("/sources")
    {
        side.tenant.assistant.id.to_string()
    } else if has("/contacts/") {
        visitor.contact.to_string()
    } else if has("/leads/") {
        side.lead.clone()
    } else if has("/sources/") {
        side.source.clone()
    } else if has("/api-tokens/") {
        side.api_token.clone()
    } else {
        let id = if has("/turns/") {
            side.visitor.conversation
        } else {
            visitor.conversation
        };
        id.to_string()
    };
    Id {
        turn: side.turn.to_string(),
        ..Id::new(route, &id)
    }
}

async fn send(client: &Client, route: &Route, path: &str, id: &str) -> Answer {
    // A body is no place for the escapes of paths.
    let named = id.replace("%00", "\0").replace("%20", " ");
    match &*route.path {
        "/broadcasting/auth" => {
            let fields = [("socket_id", "1.2"), ("channel_name", &*named)];
            client.form("/broadcasting/auth", &fields).await
        }
        "/api/v1/knowledge/files" => {
            let file = reqwest::multipart::Part::text("A text.").file_name("a.txt");
            let form = reqwest::multipart::Form::new().text("assistant_id", named);
            client.upload(path, form.part("file", file)).await
        }
        _ => client.call(route.method(), path, body(route, &named)).await,
    }
}

/// A body that is accepted where the call is allowed.
fn body(route: &Route, id: &str) -> Option<Value> {
    if !["POST", "PATCH"].contains(&&*route.method) {
        return None;
    }
    let path = route.path.as_str();
    let last = path.rsplit('/').next()?;
    Some(match (path, last) {
        ("/api/v1/session", _) if route.method == "PATCH" => json!({"workspace_id": id}),
        ("/api/v1/session", _) => json!({"email": "ada@example.com", "password": PASSWORD}),
        ("/api/v1/setup", _) => {
            json!({"workspace": "W", "name": "N", "email": "n@example.com", "password": PASSWORD})
        }
        ("/api/v1/workspaces", _) => json!({"name": "Another"}),
        ("/api/v1/api-tokens", _) => json!({"name": "t", "role": "viewer"}),
        ("/api/v1/assistants/{id}", _) => json!({"greeting": "Hello!"}),
        ("/api/v1/contacts/{id}", _) => json!({"name": "Ana"}),
        ("/api/v1/leads/{id}", _) => json!({"status": "won"}),
        ("/v1/widget/init", _) => {
            json!({"assistant": id, "page": {"url": "https://shop.example/"}})
        }
        ("/v1/widget/leads", _) => json!({
            "client_id": "1", "source": "form", "email": "v@example.com", "fields": {}, "consent": true
        }),
        (_, "sources") => json!({"assistant_id": id, "title": "T", "text": "A text."}),
        (_, "ask") => json!({"assistant_id": id, "question": "Why?"}),
        (_, "messages" | "reply") => json!({"client_id": "2", "body": "x"}),
        (_, "escalate") => json!({"reason": "other"}),
        (_, "tags") => json!({"name": "boots"}),
        (_, "typing") => json!({"on": true}),
        (_, "read") => json!({"seq": 1}),
        (_, "events") => json!({"events": [{"name": "seen", "data": {}}]}),
        _ => json!({}),
    })
}
