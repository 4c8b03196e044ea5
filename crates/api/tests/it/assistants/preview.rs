//! Trying a draft in a real widget: it answers by the draft, and nothing of it reaches the team.

use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

async fn try_draft(site: &Site, maya: &Client) -> (Client, Value) {
    let path = format!("/api/v1/assistants/{}/preview", site.tenant.assistant.id);
    let made = maya.post(&path, json!({})).await;
    let page = made.json["path"].as_str().unwrap();
    let preview = page.split('/').nth(2).unwrap().to_owned();
    assert_eq!(site.nobody().get(page).await.status, 200);
    let own = site.app.public_origin.clone();
    let nobody = site.nobody().with("origin", &own);
    let init = nobody
        .post(
            "/v1/widget/init",
            json!({"assistant": preview, "page": {"url": own}}),
        )
        .await;
    assert_eq!(init.status, 200);
    let token = init.json["token"].as_str().unwrap();
    (nobody.bearing(token), init.json)
}

baton_testkit::both_databases! {
    async fn a_trial_answers_by_the_draft_and_leaves_no_trace(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        maya.patch(&format!("{path}/draft"), json!({"greeting": "Draft", "guardrails": {"avoid": ["politics"], "max_words": 60}})).await;
        let seen = maya.get("/api/v1/events?after=0").await.json["latest_seq"].clone();
        let (visitor, init) = try_draft(&site, &maya).await;
        assert_eq!(init["assistant"]["greeting"], "Draft");
        let said = visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "What about politics?"})).await;
        assert_eq!(said.status, 201);
        site.app.drain_jobs().await.unwrap();
        let messages = visitor.get("/v1/widget/messages?after=0").await;
        let answer = messages.json["items"][1]["body"].as_str().unwrap();
        assert!(answer.contains("can't talk about that"), "{answer}");

        let lead = visitor.post("/v1/widget/leads", json!({"client_id": "l", "source": "form", "email": "t@example.com", "consent": true})).await;
        assert_eq!(lead.status, 201);
        assert_eq!(visitor.post("/v1/widget/request-human", json!({})).await.json["baton"]["holder"], "nobody");
        visitor.post("/v1/widget/events", json!({"events": [{"name": "seen"}]})).await;
        site.app.drain_jobs().await.unwrap();
        let id = init["conversation"]["id"].as_str().unwrap();
        for list in ["", "&engaged=false", "&view=waiting", "&q=politics"] {
            let items = maya.get(&format!("/api/v1/conversations?limit=50{list}")).await.json["items"].clone();
            assert_eq!(items, json!([]), "{list}");
        }
        let counts = maya.get("/api/v1/conversations/counts").await.json;
        assert_eq!((&counts["all"], &counts["waiting"], &counts["leads_new"]), (&json!(0), &json!(0), &json!(0)));
        assert_eq!(maya.get("/api/v1/leads").await.json["items"], json!([]));
        assert_eq!(maya.get("/api/v1/events?after=0").await.json["latest_seq"], seen);
        assert_eq!(maya.post(&format!("/api/v1/conversations/{id}/claim"), json!({})).await.status, 404);
        let workspace = site.tenant.workspace.uuid();
        let counted = async move |conn: &mut baton_db::Conn<'_>| {
            conn.fetch_one::<i64>(baton_db::sql!("SELECT count(*) FROM analytics_events WHERE workspace_id = {}", workspace)).await
        };
        assert_eq!(site.app.db.read(counted).await.unwrap(), 0);
    }

    async fn a_preview_is_nowhere_but_here_and_ends(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}/preview", site.tenant.assistant.id);
        let made = maya.post(&path, json!({})).await;
        let preview = made.json["path"].as_str().unwrap().split('/').nth(2).unwrap().to_owned();
        let elsewhere = site.nobody().with("origin", "https://shop.example").post("/v1/widget/init", json!({"assistant": preview, "page": {"url": "https://shop.example/"}})).await;
        assert_eq!((elsewhere.status, &elsewhere.json["code"]), (403, &json!("origin_not_allowed")));
        let (visitor, init) = try_draft(&site, &maya).await;
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "Hello?"})).await;
        site.app.drain_jobs().await.unwrap();
        site.app.clock.advance_ms(25 * 3_600_000);
        let own = site.app.public_origin.clone();
        let late = site.nobody().with("origin", &own).post("/v1/widget/init", json!({"assistant": preview, "page": {"url": own}})).await;
        assert_eq!(late.status, 404);
        // The hourly sweep takes trials away that rested.
        site.app.clock.advance_ms(24 * 3_600_000);
        site.app.recover().await.unwrap();
        site.app.drain_jobs().await.unwrap();
        let (workspace, id) = (site.tenant.workspace.uuid(), init["conversation"]["id"].as_str().unwrap().to_owned());
        let left = async move |conn: &mut baton_db::Conn<'_>| {
            conn.fetch_one::<i64>(baton_db::sql!("SELECT count(*) FROM conversations WHERE workspace_id = {} AND id = {}", workspace, id.parse::<uuid::Uuid>().unwrap())).await
        };
        assert_eq!(site.app.db.read(left).await.unwrap(), 0);
    }
}
