//! Two workspaces with everything in them, and everybody who could ask.

use super::{
    bodies::{body, fresh},
    table::{Principal, Route, Target},
};
use baton_api::{Allowances, Options, realtime::Limits};
use baton_app::{
    Caller, Visitor,
    assistant::capture::{Filled, Given},
    assistants::settings::Settings,
    conversations::{
        inbox::{later::Later, snooze::SnoozeFor},
        reply::{Words, attach::Upload},
    },
    members::add::NewMember,
};
use baton_core::{
    actor::Person,
    assistant::Unseen,
    conversation::{
        Then,
        held::{HeldAnswer, HeldState},
    },
    id::{AttachmentId, ConversationId, TurnId, WorkspaceId},
    lead::LeadSource,
    message::MessageKind,
    role::Role,
    team::hours::snooze::Snooze,
    trace::Outcome,
};
use baton_db::sql;
use baton_store::conversations::held::{self, Held};
use baton_testkit::{Answer, Client, Site, TestApp, TestDb, fixtures::Tenant};
use serde_json::{Value, json};
use std::time::Duration;
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
    pub(super) canned: String,
    pub(super) saved_view: String,
    pub(super) file: String,
    pub(super) invitation: String,
    pub(super) session: String,
    pub(super) endpoint: String,
    pub(super) told: String,
    pub(super) mail: String,
    pub(super) rule: String,
    pub(super) order: String,
    pub(super) held: String,
}

/// The smallest file that passes for a picture.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A picture that is drawn.
const LOGO: &[u8] = include_bytes!("../brand/pixel.png");

impl Side {
    async fn of(site: &Site, tenant: Tenant) -> Self {
        let visitor = tenant.visitor(&site.app).await;
        let app = &site.app;
        let owner = site.browser(&tenant.owner).await;
        let endpoint = add_endpoint(&owner).await;
        let question = "What is your refund policy?";
        app.receive(visitor, "1", question).await.unwrap();
        let given = Given {
            email: Some("ana@example.com".to_owned()),
            ..Given::default()
        };
        let lead = app.submit_lead(visitor, Filled::new(LeadSource::Form, given, true));
        let lead = lead.await.unwrap().id.to_string();
        app.drain_jobs().await.unwrap();
        let log = format!("/api/v1/webhook-endpoints/{endpoint}/deliveries");
        let told = text(&owner.get(&log).await.json["items"][0]["event_id"]);
        let conversation = format!("/api/v1/conversations/{}", visitor.conversation);
        let messages = owner.get(&format!("{conversation}/messages")).await;
        let source = add_source(&owner, &tenant).await;
        let api_token = add_token(&owner).await;
        let canned = add_canned(&owner, "first").await;
        let saved_view = save_view(&owner, "first").await;
        let invitation = invite(app, &tenant.owner).await;
        let session = begin(app, &tenant.owner).await;
        let mail = fail_mail(app, &tenant).await;
        let rule = site.app.ids.next::<Uuid>().to_string();
        add_rule(&owner, &tenant.assistant.id.to_string(), &rule).await;
        let file = send_file(app, &tenant.owner, visitor.conversation).await;
        let order = leave_order(&owner, &conversation).await;
        let held = hold_answer(app, tenant.workspace, visitor.conversation).await;
        Self {
            held,
            canned,
            saved_view,
            file,
            order,
            turn: text(&messages.json["items"][1]["turn_id"]).parse().unwrap(),
            tenant,
            visitor,
            lead,
            source,
            api_token,
            invitation,
            session,
            endpoint,
            told,
            mail,
            rule,
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

async fn add_canned(owner: &Client, shortcut: &str) -> String {
    let new = json!({"shortcut": shortcut, "body": "Hello.", "shared": true});
    let added = owner.post("/api/v1/canned-replies", new).await;
    text(&added.json["id"])
}

/// The team's.
async fn save_view(owner: &Client, name: &str) -> String {
    let new = json!({"name": name, "filters": {"view": "waiting"}, "shared": true});
    let added = owner.post("/api/v1/saved-views", new).await;
    text(&added.json["id"])
}

/// Uploads a file to a conversation that somebody takes.
async fn add_file(app: &TestApp, who: &Caller, id: ConversationId) -> AttachmentId {
    app.claim(who, id, false).await.unwrap();
    let upload = Upload {
        name: "a.txt".to_owned(),
        announced: None,
        bytes: futures_util::stream::iter([Ok::<_, String>("A text.".into())]),
    };
    app.attach(who, id, upload).await.unwrap().id
}

/// Sends a file, and hands the conversation back.
async fn send_file(app: &TestApp, who: &Caller, id: ConversationId) -> String {
    let file = add_file(app, who, id).await;
    let words = Words {
        client_id: "f",
        body: "",
        files: &[file],
        then: Some(Then::Release),
    };
    app.reply_and(who, id, words).await.unwrap();
    file.to_string()
}

/// Takes a conversation over and hands it back with an order.
async fn leave_order(owner: &Client, conversation: &str) -> String {
    owner
        .post(&format!("{conversation}/claim"), json!({}))
        .await;
    let order = json!({"order": {"body": "No discounts."}});
    let released = owner.post(&format!("{conversation}/release"), order).await;
    assert_eq!(released.status, 200, "{}", released.text);
    let left = owner.get(&format!("{conversation}/standing-orders")).await;
    text(&left.json["items"][0]["id"])
}

/// An answer that waits for the team.
async fn hold_answer(app: &TestApp, workspace: WorkspaceId, id: ConversationId) -> String {
    let now = app.clock.now();
    let answer = HeldAnswer {
        id: app.ids.next(),
        conversation_id: id,
        turn_id: app.ids.next(),
        kind: MessageKind::Answer,
        body: "30 days.".to_owned(),
        citations: Vec::new(),
        unseen: Unseen::Send,
        state: HeldState::Held,
        held_at: now,
        due_at: now.plus_ms(60_000),
        decided_at: None,
        decided_by: None,
    };
    let held = Held {
        epoch: 0,
        trigger_seq: 1,
        outcome: Outcome::Answered,
        asks: None,
        answer: answer.clone(),
    };
    let kept = app
        .db
        .write(async move |conn| held::insert(conn, workspace, &held).await);
    assert!(kept.await.unwrap());
    answer.id.to_string()
}

async fn invite(app: &TestApp, owner: &Caller) -> String {
    let email = format!("{}@example.com", app.ids.next::<Uuid>());
    let sent = app.invite(owner, &email, Role::Viewer).await.unwrap();
    sent.invitation.id.to_string()
}

/// A further session of somebody.
async fn begin(app: &TestApp, who: &Caller) -> String {
    let token = app.open_session(who.person.id, who.workspace, None);
    let signed_in = app.session(&token.await.unwrap()).await.unwrap();
    signed_in.session.to_string()
}

/// Publishes a rule that says something.
async fn add_rule(owner: &Client, assistant: &str, rule: &str) {
    let says = json!({"type": "answer", "text": "Hello.", "open": false});
    let rules = json!([{"id": rule, "name": "Hello", "enabled": true, "priority": 1, "cap": "visit",
        "when": [{"type": "returning"}], "actions": [{"share": 100, "do": says}]}]);
    let path = format!("/api/v1/assistants/{assistant}");
    let changed = owner.patch(&path, json!({"rules": rules})).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
}

/// A further member of a side.
async fn add_member(app: &TestApp, side: &Side) -> String {
    let new = NewMember {
        email: format!("{}@example.com", app.ids.next::<Uuid>()),
        name: "Further".to_owned(),
        password: PASSWORD.to_owned(),
        role: Role::Viewer,
    };
    let added = app.add_member(side.tenant.workspace, new).await;
    added.unwrap().user.to_string()
}

/// To where nobody listens.
async fn add_endpoint(owner: &Client) -> String {
    let new = json!({"url": "http://127.0.0.1:9/in"});
    let added = owner.post("/api/v1/webhook-endpoints", new).await;
    text(&added.json["id"])
}

/// A mail that failed once.
async fn fail_mail(app: &TestApp, tenant: &Tenant) -> String {
    let (workspace, id) = (tenant.workspace, app.ids.next::<Uuid>());
    let failed = app.db.write(async move |conn| {
        conn.execute(sql!(
            "INSERT INTO jobs (id, workspace_id, kind, payload, run_at, attempts, dead_at, created_at)
             VALUES ({}, {}, 'mail.send', {}, 0, 1, 0, 0)",
            id,
            workspace.uuid(),
            r#"{"to": {"email": "a@example.com", "name": null}, "content": {"template": "test"}}"#
        ))
        .await
    });
    failed.await.unwrap();
    id.to_string()
}

/// A server over an application.
pub(super) async fn site(app: TestApp) -> Site {
    // Limits of pages are no matter of rights.
    let options = Options {
        visitors: Allowances {
            inits: 100_000,
            ..Allowances::default()
        },
        // Sockets that are looked at only at the end are not idle, however busy the machine is.
        sockets: Limits {
            idle: Duration::from_mins(10),
            ..Limits::default()
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

    /// By which id the audit log knows a principal.
    pub(super) fn actor(&self, who: Principal) -> String {
        let caller = self.caller(who);
        caller
            .map(|caller| caller.person.id.to_string())
            .unwrap_or_default()
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
                .replace("{event_id}", &id.told)
                .replace("{order_id}", &id.order)
                .replace("{answer_id}", &id.held)
                .replace("{request_id}", &id.order)
                .replace("{reply_id}", &id.order)
                .replace("{name}", "boots");
            let path = path.replace("{key}", &self.site.app.secrets.realtime_key);
            let path = path
                .replace("{*path}", "none.js")
                .replace("{number}", "1")
                .replace("{seq}", "2");
            answers.push(send(&client, route, &path, &id).await);
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
            Target::None => {
                if route.path.starts_with("/api/v1/tags/") {
                    let (app, tenant) = (&self.site.app, &own.tenant);
                    let fresh = tenant.visitor(app).await.conversation;
                    app.tag(&tenant.owner, fresh, "boots").await.unwrap();
                }
                vec![Id::default()]
            }
            Target::Own => vec![self.own(route, who, own, visitor).await],
            Target::Foreign => vec![of(route, other, other.visitor)],
            Target::Unknown => vec![self.unknown(route)],
            Target::Malformed => {
                let forms = ["1", "..%2f", "%00", "null", "'%20OR%201=1", "%F0%9F%A6%8A"];
                forms.iter().map(|form| Id::new(route, form)).collect()
            }
        }
    }

    /// A principal who may write.
    fn writer(&self, who: Principal) -> Option<&Caller> {
        self.caller(who)
            .filter(|caller| caller.role != Role::Viewer)
    }

    /// A file that a principal uploaded, if they may.
    async fn unsent_file(&self, who: Principal, side: &Side) -> String {
        let (app, whose) = (&self.site.app, self.writer(who));
        let fresh = side.tenant.visitor(app).await.conversation;
        let file = add_file(app, whose.unwrap_or(&side.tenant.owner), fresh).await;
        file.to_string()
    }

    fn unknown(&self, route: &Route) -> Id {
        let next = || self.site.app.ids.next::<Uuid>().to_string();
        Id {
            turn: next(),
            told: next(),
            order: next(),
            held: next(),
            ..Id::new(route, &next())
        }
    }

    /// A thing that the call, if it is allowed, finds in the right state: made anew where calls change it.
    async fn own(&self, route: &Route, who: Principal, side: &Side, visitor: Visitor) -> Id {
        let app = &self.site.app;
        if route.path == "/v1/widget/rules/{id}" {
            // An older version without it may have been published meanwhile.
            let assistant = side.tenant.assistant.id.to_string();
            let owner = self.site.browser(&side.tenant.owner).await;
            add_rule(&owner, &assistant, &side.rule).await;
        }
        if route.method == "GET" || matches!(who, Principal::Visitor | Principal::Visitor2) {
            return of(route, side, visitor);
        }
        let owner = || self.site.browser(&side.tenant.owner);
        let mut id = match (&*route.method, &*route.path) {
            ("DELETE", "/api/v1/knowledge/sources/{id}") => {
                return Id::new(route, &add_source(&owner().await, &side.tenant).await);
            }
            ("POST", "/api/v1/mail/{id}/retry") => {
                return Id::new(route, &fail_mail(app, &side.tenant).await);
            }
            ("DELETE", "/api/v1/api-tokens/{id}") => {
                return Id::new(route, &add_token(&owner().await).await);
            }
            ("DELETE", "/api/v1/canned-replies/{id}") => {
                return Id::new(route, &add_canned(&owner().await, &fresh()).await);
            }
            ("DELETE", "/api/v1/saved-views/{id}") => {
                return Id::new(route, &save_view(&owner().await, &fresh()).await);
            }
            (_, path) if path.starts_with("/api/v1/members/{id}") => {
                return Id::new(route, &add_member(app, side).await);
            }
            (_, path) if path.starts_with("/api/v1/invitations/{id}") => {
                return Id::new(route, &invite(app, &side.tenant.owner).await);
            }
            (_, "/api/v1/account/sessions/{id}") => {
                let whose = self.caller(who).unwrap_or(&side.tenant.owner);
                return Id::new(route, &begin(app, whose).await);
            }
            ("DELETE", "/api/v1/files/{id}") => {
                return Id::new(route, &self.unsent_file(who, side).await);
            }
            ("DELETE", "/api/v1/contacts/{id}") => {
                let fresh = side.tenant.visitor(app).await;
                return Id::new(route, &fresh.contact.to_string());
            }
            ("DELETE", "/api/v1/webhook-endpoints/{id}") => {
                return Id::new(route, &add_endpoint(&owner().await).await);
            }
            (_, path) if path.starts_with("/api/v1/assistants/{id}") => {
                let id = ready_assistant(app, route, &side.tenant).await;
                return Id::new(route, &id);
            }
            _ => of(route, side, side.visitor),
        };
        let is_deleted = route.path.ends_with("/bulk-delete")
            || (&*route.method, &*route.path) == ("DELETE", "/api/v1/conversations/{id}");
        if !is_deleted && !route.path.contains("/conversations/{id}/") {
            return id;
        }
        let fresh = side.tenant.visitor(app).await;
        app.receive(fresh, "1", "Hello?").await.unwrap();
        id.path = fresh.conversation.to_string();
        let (owner, fresh) = (&side.tenant.owner, fresh.conversation);
        match route.path.rsplit('/').next().unwrap() {
            "reply" | "release" | "transfer" | "draft" | "revise" | "scheduled-replies"
            | "files" => {
                let holder = self.writer(who).unwrap_or(owner);
                app.claim(holder, fresh, false).await.unwrap();
            }
            "baton-requests" => {
                app.claim(&side.tenant.tomas, fresh, false).await.unwrap();
            }
            _ if route.path.contains("{request_id}") => {
                let whose = self.caller(who).unwrap_or(owner);
                id.order = ask_for_baton(app, &side.tenant, (whose, fresh)).await;
            }
            "reopen" => drop(app.resolve(owner, fresh).await.unwrap()),
            "{reply_id}" => {
                let whose = self.writer(who).unwrap_or(owner);
                id.order = schedule_reply(app, whose, fresh).await;
            }
            "{seq}" => {
                let whose = self.writer(who).unwrap_or(owner);
                app.claim(whose, fresh, false).await.unwrap();
                app.reply(whose, fresh, "r", "Hello.").await.unwrap();
            }
            "{name}" => drop(app.tag(owner, fresh, "boots").await.unwrap()),
            "{order_id}" => {
                let owner = self.site.browser(owner).await;
                id.order = leave_order(&owner, &format!("/api/v1/conversations/{fresh}")).await;
            }
            _ if route.path.contains("{answer_id}") => {
                id.held = hold_answer(app, side.tenant.workspace, fresh).await;
            }
            _ => {}
        }
        id
    }
}

/// Has somebody hold a conversation, if they may, and another one ask them for it.
async fn ask_for_baton(
    app: &TestApp,
    tenant: &Tenant,
    (whose, id): (&Caller, ConversationId),
) -> String {
    let may = whose.role != Role::Viewer;
    let holder = if may { whose } else { &tenant.owner };
    let is_maya = holder.person.id == tenant.maya.person.id;
    let asker = if is_maya { &tenant.owner } else { &tenant.maya };
    app.claim(holder, id, false).await.unwrap();
    let asked = app.ask_for_baton(asker, id, (1, None)).await.unwrap();
    asked.id.to_string()
}

/// Has somebody hold a conversation and write what is said later.
async fn schedule_reply(app: &TestApp, holder: &Caller, id: ConversationId) -> String {
    app.claim(holder, id, false).await.unwrap();
    let later = Later {
        client_id: "2".to_owned(),
        body: "Later.".to_owned(),
        when: SnoozeFor::Usual(Snooze::Hour),
        then: None,
        seen: None,
    };
    let kept = app.schedule_reply(holder, id, later).await.unwrap();
    kept.id.to_string()
}

/// An assistant in the state that a change wants: put aside, or with a draft.
async fn ready_assistant(app: &TestApp, route: &Route, tenant: &Tenant) -> String {
    let owner = &tenant.owner;
    match (&*route.method, route.path.rsplit('/').next().unwrap()) {
        ("DELETE", "{id}") => {
            let made = app.create_assistant(owner, "Gone").await.unwrap();
            let id = made.assistant.id;
            app.archive_assistant(owner, id, true).await.unwrap();
            id.to_string()
        }
        ("POST", "archive") => {
            let made = app.create_assistant(owner, "Aside").await.unwrap();
            made.assistant.id.to_string()
        }
        ("POST", "publish") | ("DELETE", "draft") => {
            let name = format!("Scout {}", app.ids.next::<Uuid>());
            let settings = Settings {
                name: Some(name),
                ..Settings::default()
            };
            let id = tenant.assistant.id;
            app.change_draft(owner, id, settings).await.unwrap();
            id.to_string()
        }
        _ => tenant.assistant.id.to_string(),
    }
}

/// What stands in the path, or in the query or body of routes that name a thing there.
#[derive(Default)]
struct Id {
    path: String,
    turn: String,
    /// A teammate of the same side.
    mate: String,
    told: String,
    /// A standing order of the same conversation, a request for its baton, or a scheduled reply.
    order: String,
    /// A held answer of the same conversation.
    held: String,
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
            mate: String::new(),
            told: "1".to_owned(),
            order: "1".to_owned(),
            held: "1".to_owned(),
        }
    }
}

/// The thing of a side that a route is about.
fn of(route: &Route, side: &Side, visitor: Visitor) -> Id {
    let path = route.path.as_str();
    let has = |part: &str| path.contains(part);
    let id = if has("/v1/files/") || has("/widget/files/") {
        side.file.clone()
    } else if has("/widget/rules/") {
        side.rule.clone()
    } else if has("/account/sessions") {
        side.session.clone()
    } else if has("/members/") || has("/offer") {
        // Who never asks here, so that nobody accepts what is offered to him.
        side.tenant.tomas.person.id.to_string()
    } else if has("/invitations/") {
        side.invitation.clone()
    } else if has("/session") {
        side.tenant.workspace.to_string()
    } else if has("assistant=")
        || has("/assistants")
        || has("/init")
        || has("sources?")
        || path == "/api/v1/leads"
        || has("/ask")
        || has("/knowledge/files")
        || path.ends_with("/sources")
    {
        side.tenant.assistant.id.to_string()
    } else if has("/contacts/") {
        visitor.contact.to_string()
    } else if has("/leads/") {
        side.lead.clone()
    } else if has("/sources/") {
        side.source.clone()
    } else if has("/canned-replies/") {
        side.canned.clone()
    } else if has("/saved-views/") {
        side.saved_view.clone()
    } else if has("/api-tokens/") {
        side.api_token.clone()
    } else if has("/webhook-endpoints/") {
        side.endpoint.clone()
    } else if has("/mail/") {
        side.mail.clone()
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
        mate: side.tenant.tomas.person.id.to_string(),
        told: side.told.clone(),
        order: side.order.clone(),
        held: side.held.clone(),
        ..Id::new(route, &id)
    }
}

async fn send(client: &Client, route: &Route, path: &str, id: &Id) -> Answer {
    // A body is no place for the escapes of paths.
    let named = id.path.replace("%00", "\0").replace("%20", " ");
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
        "/api/v1/conversations/{id}/files" => {
            client.bytes(&format!("{path}?name=a.png"), PICTURE).await
        }
        "/api/v1/assistants/{id}/avatar" => client.bytes(path, PICTURE).await,
        "/api/v1/brand/logo" if route.method == "POST" => client.raw(path, "image/png", LOGO).await,
        _ => {
            client
                .call(route.method(), path, body(route, &named, &id.mate))
                .await
        }
    }
}
