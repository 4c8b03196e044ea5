//! Drafts and versions: what is changed is not published, what is published never changes.

use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

async fn greeting(site: &Site) -> Value {
    let body =
        json!({"assistant": site.tenant.assistant.id, "page": {"url": "https://shop.example/"}});
    let init = site.visiting().post("/v1/widget/init", body).await;
    init.json["assistant"]["greeting"].clone()
}

async fn audited(site: &Site) -> Vec<(String, String)> {
    let workspace = site.tenant.workspace.uuid();
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        conn.fetch_all::<(String, String)>(baton_db::sql!(
            "SELECT action, outcome FROM audit_logs WHERE workspace_id = {} AND target_kind = 'assistant' ORDER BY action, outcome",
            workspace
        ))
        .await
    };
    site.app.db.read(read).await.unwrap()
}

async fn latest(maya: &Client) -> Value {
    let page = maya.get("/api/v1/events?after=0").await;
    page.json["items"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .clone()
}

baton_testkit::both_databases! {
    async fn a_draft_is_seen_by_editors_until_it_is_published(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        let draft = format!("{path}/draft");
        assert_eq!(maya.post(&format!("{path}/publish"), json!({})).await.status, 409);
        let changed = maya.patch(&draft, json!({"greeting": "Good day.", "guardrails": {"avoid": ["politics"], "max_words": 60}})).await;
        assert_eq!((changed.status, &changed.json["assistant"]["greeting"]), (200, &json!("Good day.")));
        let says: Vec<_> = changed.json["changes"].as_array().unwrap().iter().map(|c| c["says"].as_str().unwrap()).collect();
        assert_eq!(says, ["First words changed", "Longest answer changed", "Topic to avoid “politics” added"]);
        assert_eq!(changed.json["changed_by"], "Maya");
        let event = latest(&maya).await;
        assert_eq!((&event["type"], &event["data"]["change"]), (&json!("assistant.updated"), &json!("draft")));
        assert_eq!((greeting(&site).await, &maya.get(&path).await.json["unpublished"]), (json!("Hi! How can I help?"), &json!(3)));

        let published = maya.post(&format!("{path}/publish"), json!({"note": "Kinder"})).await;
        assert_eq!((published.status, &published.json["version"], &published.json["unpublished"]), (200, &json!(2), &json!(0)));
        assert_eq!(latest(&maya).await["data"]["change"], "published");
        assert_eq!(greeting(&site).await, "Good day.");
        assert_eq!(maya.get(&draft).await.json["changed_at"], Value::Null);
        let versions = maya.get(&format!("{path}/versions")).await.json["items"].clone();
        assert_eq!((&versions[0]["number"], &versions[0]["note"], &versions[0]["published_by"]), (&json!(2), &json!("Kinder"), &json!("Maya")));
        assert_eq!((versions[0]["changes"].as_array().unwrap().len(), &versions[1]["number"], &versions[1]["published_by"]), (3, &json!(1), &Value::Null));
    }

    /// The languages it answers in: kept in their order, named in the draft's differences, refused by name.
    async fn languages_are_drafted_and_published_in_their_order(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        assert_eq!(maya.get(&path).await.json["languages"], json!([]));
        let changed = maya.patch(&format!("{path}/draft"), json!({"languages": ["no", "DE", "no"]})).await;
        assert_eq!((changed.status, &changed.json["assistant"]["languages"]), (200, &json!(["no", "de"])));
        let says: Vec<_> = changed.json["changes"].as_array().unwrap().iter().map(|c| c["says"].as_str().unwrap()).collect();
        assert_eq!(says, ["Language “Norwegian” added", "Language “German” added"]);
        assert_eq!(maya.get(&path).await.json["languages"], json!([]), "not before it is published");
        let published = maya.post(&format!("{path}/publish"), json!({})).await;
        assert_eq!((published.status, &published.json["languages"]), (200, &json!(["no", "de"])));
        assert_eq!(maya.get(&path).await.json["languages"], json!(["no", "de"]));
        for wrong in ["klingon", "de-AT", ""] {
            let refused = maya.patch(&path, json!({"languages": ["en", wrong]})).await;
            assert_eq!(refused.status, 422, "{wrong}");
            let why = refused.json["fields"]["languages"].as_str().unwrap();
            assert!(why.starts_with("Choose from the languages that are offered"), "{why}");
        }
        assert_eq!(maya.patch(&path, json!({"languages": []})).await.json["languages"], json!([]));
    }

    async fn an_older_version_is_published_anew(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        maya.patch(&path, json!({"greeting": "Two"})).await;
        maya.patch(&path, json!({"greeting": "Three"})).await;
        maya.patch(&format!("{path}/draft"), json!({"name": "Mender"})).await;
        let first = maya.get(&format!("{path}/versions/1")).await;
        assert_eq!((first.status, &first.json["changes"][0]["after"]), (200, &json!("Hi! How can I help?")));
        let back = maya.post(&format!("{path}/versions/1/publish"), json!({})).await;
        assert_eq!((back.status, &back.json["version"], &back.json["name"]), (200, &json!(4), &json!("Scout")));
        assert_eq!(greeting(&site).await, "Hi! How can I help?");
        let newest = maya.get(&format!("{path}/versions?before=5")).await.json["items"][0].clone();
        assert_eq!((&newest["number"], &newest["note"]), (&json!(4), &json!("Back to version 1")));
        // The draft is still there, and the version it came from was not changed.
        assert_eq!(maya.get(&format!("{path}/draft")).await.json["assistant"]["name"], "Mender");
        assert_eq!(maya.get(&format!("{path}/versions/3")).await.json["assistant"]["greeting"], "Three");
        assert_eq!(maya.post(&format!("{path}/versions/4/publish"), json!({})).await.status, 409);
        assert_eq!(maya.post(&format!("{path}/versions/9/publish"), json!({})).await.status, 404);
    }

    async fn a_change_over_the_interface_is_published_and_kept_by_the_draft(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        maya.patch(&format!("{path}/draft"), json!({"name": "Mender"})).await;
        let changed = maya.patch(&path, json!({"greeting": "Now"})).await;
        assert_eq!((&changed.json["version"], &changed.json["name"], greeting(&site).await), (&json!(2), &json!("Scout"), json!("Now")));
        // What changes nothing is no version.
        assert_eq!(maya.patch(&path, json!({"greeting": "Now"})).await.json["version"], 2);
        maya.post(&format!("{path}/publish"), json!({})).await;
        let after = maya.get(&path).await.json;
        assert_eq!((&after["name"], &after["greeting"]), (&json!("Mender"), &json!("Now")));
        let back = maya.patch(&format!("{path}/draft"), json!({"name": "X"})).await;
        assert_eq!(back.json["changes"].as_array().unwrap().len(), 1);
        assert_eq!(maya.patch(&format!("{path}/draft"), json!({"name": "Mender"})).await.json["changed_at"], Value::Null);
        maya.patch(&format!("{path}/draft"), json!({"name": "Y"})).await;
        assert_eq!(maya.delete(&format!("{path}/draft")).await.json["assistant"]["name"], "Mender");
    }

    async fn every_act_is_in_the_audit_log_refused_or_not(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, vera) = (site.member(&site.tenant.maya).await, site.member(&site.tenant.viewer).await);
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        maya.patch(&format!("{path}/draft"), json!({"name": "Mender"})).await;
        assert_eq!(vera.post(&format!("{path}/publish"), json!({})).await.status, 403);
        maya.post(&format!("{path}/publish"), json!({})).await;
        maya.post(&format!("{path}/versions/1/publish"), json!({})).await;
        let told = audited(&site).await;
        let told: Vec<_> = told.iter().map(|(action, outcome)| format!("{action} {outcome}")).collect();
        assert_eq!(told, [
            "assistant.draft accepted", "assistant.publish accepted", "assistant.publish refused", "assistant.roll_back accepted",
        ]);
    }
}
