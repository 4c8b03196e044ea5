//! No row of another workspace is readable, and nobody can even learn that it exists.

use baton_app::assistant::capture::Given;
use baton_core::{id::AssistantId, lead::LeadSource};
use baton_testkit::{Answer, Client, Site, TestDb, fixtures::Tenant};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Ids of things by the path that leads to them.
struct Things(BTreeMap<&'static str, String>);

impl Things {
    /// Things of a workspace.
    async fn of(site: &Site, tenant: &Tenant) -> Self {
        let visitor = tenant.visitor(&site.app).await;
        site.app
            .receive(visitor, "1", "What is your refund policy?")
            .await
            .unwrap();
        let given = Given {
            email: Some("ana@example.com".to_owned()),
            ..Given::default()
        };
        let lead = site
            .app
            .submit_lead(visitor, LeadSource::Form, given, true)
            .await
            .unwrap();
        site.app.drain_jobs().await.unwrap();
        let owner = site.member(&tenant.owner).await;
        let messages = owner
            .get(&format!(
                "/api/v1/conversations/{}/messages",
                visitor.conversation
            ))
            .await;
        let new = json!({"assistant_id": tenant.assistant.id, "title": "T", "text": "A text."});
        let source = owner.post("/api/v1/knowledge/sources", new).await;
        let token = owner
            .post("/api/v1/api-tokens", json!({"name": "t", "role": "viewer"}))
            .await;
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self(BTreeMap::from([
            ("conversations", visitor.conversation.to_string()),
            ("contacts", visitor.contact.to_string()),
            ("leads", lead.id.to_string()),
            ("assistants", tenant.assistant.id.to_string()),
            ("knowledge", text(&source.json["id"])),
            ("api-tokens", text(&token.json["id"])),
            ("turn", text(&messages.json["items"][1]["turn_id"])),
        ]))
    }

    /// Things that do not exist.
    fn unknown(site: &Site) -> Self {
        let kinds = [
            "conversations",
            "contacts",
            "leads",
            "assistants",
            "knowledge",
            "api-tokens",
            "turn",
        ];
        Self(
            kinds
                .map(|kind| (kind, site.app.ids.next::<Uuid>().to_string()))
                .into(),
        )
    }

    fn path(&self, template: &str) -> String {
        let noun = template.split('/').nth(3).unwrap();
        let path = template
            .replace("{turn_id}", &self.0["turn"])
            .replace("{name}", "boots");
        path.replace("{id}", self.0.get(noun).map_or("", String::as_str))
    }
}

/// A body that would be accepted.
fn body(operation: &str) -> Value {
    match operation {
        "reply" => json!({"client_id": "1", "body": "x"}),
        "escalate_conversation" => json!({"reason": "other"}),
        "tag_conversation" | "update_contact" | "update_assistant" => json!({"name": "boots"}),
        "show_typing" => json!({"on": true}),
        "mark_read" => json!({"seq": 1}),
        "update_lead" => json!({"status": "won"}),
        _ => json!({}),
    }
}

/// What came back, but for what differs with each request.
fn told(answer: &Answer) -> (u16, Value) {
    let mut json = answer.json.clone();
    if let Some(problem) = json.as_object_mut() {
        problem.remove("request_id");
    }
    (answer.status, json)
}

/// Every operation of members: method, path, name.
fn operations() -> Vec<(Method, String, String)> {
    let document = serde_json::to_value(baton_api::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap().clone();
    let members = paths
        .into_iter()
        .filter(|(path, _)| path.starts_with("/api/v1/"));
    members
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().clone().into_iter();
            methods.map(move |(method, operation)| {
                let method = method.to_uppercase().parse().unwrap();
                (
                    method,
                    path.clone(),
                    operation["operationId"].as_str().unwrap().to_owned(),
                )
            })
        })
        .collect()
}

async fn call(client: &Client, (method, path, operation): (&Method, &str, &str)) -> Answer {
    let body = (*method != Method::GET && *method != Method::DELETE).then(|| body(operation));
    client.call(method.clone(), path, body).await
}

baton_testkit::both_databases! {
    async fn a_foreign_thing_answers_like_an_unknown_one(db: TestDb) {
        let site = Site::new(db).await;
        let other = site.app.tenant("Other").await;
        let (foreign, unknown) = (Things::of(&site, &other).await, Things::unknown(&site));
        let owner = site.member(&site.tenant.owner).await;
        let mut tried = 0;
        for (method, template, operation) in operations() {
            if !template.contains('{') {
                continue;
            }
            let [theirs, none] = [foreign.path(&template), unknown.path(&template)];
            let theirs = call(&owner, (&method, &theirs, &operation)).await;
            let none = call(&owner, (&method, &none, &operation)).await;
            assert_eq!(told(&theirs), told(&none), "{method} {template}");
            assert_eq!(theirs.status, 404, "{method} {template}: {}", theirs.text);
            tried += 1;
        }
        assert!(tried >= 23, "only {tried} operations have an id");
        for path in ["/api/v1/knowledge/sources", "/api/v1/knowledge/ask"] {
            let body = |id: &str| json!({"assistant_id": id, "title": "T", "text": "x", "question": "x"});
            let theirs = owner.post(path, body(&foreign.0["assistants"])).await;
            let none = owner.post(path, body(&unknown.0["assistants"])).await;
            assert_eq!((told(&theirs), theirs.status), (told(&none), 404), "{path}");
        }
        for path in ["/api/v1/conversations?engaged=false", "/api/v1/leads", "/api/v1/knowledge/sources"] {
            assert_eq!(owner.get(path).await.json["items"], json!([]), "{path}");
        }
        assert_eq!(owner.get("/api/v1/conversations?q=refund").await.json["items"], json!([]));
        assert_eq!(owner.get("/api/v1/assistants").await.json["items"].as_array().unwrap().len(), 1);
    }

    async fn a_visitor_is_no_member(db: TestDb) {
        let site = Site::new(db).await;
        let things = Things::of(&site, &site.tenant).await;
        let visitor = site.visitor().await;
        for (method, template, operation) in operations() {
            if ["setup", "session"].iter().any(|open| template.ends_with(open)) {
                continue;
            }
            let path = things.path(&template);
            let answer = call(&visitor, (&method, &path, &operation)).await;
            assert!([401, 403].contains(&answer.status), "{method} {template}: {}", answer.text);
            let answer = call(&site.nobody(), (&method, &path, &operation)).await;
            assert_eq!(answer.status, 401, "{method} {template}: {}", answer.text);
        }
    }

    async fn what_is_no_id_does_not_exist(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.member(&site.tenant.owner).await;
        let unknown: AssistantId = site.app.ids.next();
        let unknown = owner.get(&format!("/api/v1/assistants/{unknown}")).await;
        for id in ["1", "..%2f", "%00", "null", "' OR 1=1"] {
            let answer = owner.get(&format!("/api/v1/assistants/{id}")).await;
            assert_eq!(told(&answer), told(&unknown), "{id}");
        }
    }
}
