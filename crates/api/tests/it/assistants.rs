mod corrections;
mod life;
mod preview;
mod rules;
mod sites;
mod versions;

use baton_testkit::{Site, TestDb};
use serde_json::json;

baton_testkit::both_databases! {
    async fn an_assistant_is_shown_and_changed(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        assert_eq!(maya.get("/api/v1/assistants").await.json["items"][0], maya.get(&path).await.json);

        let change = json!({"greeting": "Hello!", "allowed_origins": ["https://Shop.example"], "starter_prompts": ["Sizes?"]});
        let changed = maya.patch(&path, change).await;
        assert_eq!((changed.status, &changed.json["greeting"]), (200, &json!("Hello!")));
        assert_eq!((&changed.json["allowed_origins"], &changed.json["name"]), (&json!(["https://shop.example"]), &json!("Scout")));
        let refused = maya.patch(&path, json!({"brand_color": "green"})).await;
        assert_eq!((refused.status, refused.json["fields"]["brand_color"].is_string()), (422, true));
        let viewer = site.member(&site.tenant.viewer).await;
        assert_eq!(viewer.patch(&path, json!({"name": "X"})).await.status, 403);
    }

    /// Assistant: a threshold of 0 to 1. Below it the assistant says that it does not know and offers a person; above it, it answers.
    async fn below_the_threshold_it_does_not_know(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let text = json!({"assistant_id": site.tenant.assistant.id, "title": "Talus Mid", "text": "# Talus Mid\n\nThe Talus Mid boots weigh 540 grams each."});
        assert_eq!(maya.post("/api/v1/knowledge/sources", text).await.status, 202);
        site.app.drain_jobs().await.unwrap();
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        for (threshold, kind) in [(0.2, "answer"), (1.0, "decline")] {
            assert_eq!(maya.patch(&path, json!({"threshold": threshold})).await.status, 200);
            let visitor = site.visitor().await;
            visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "How much do the Talus Mid boots weigh?"})).await;
            site.app.drain_jobs().await.unwrap();
            let said = visitor.get("/v1/widget/messages?after=1").await.json["items"][0].clone();
            assert_eq!((&said["role"], &said["kind"]), (&json!("assistant"), &json!(kind)), "{said}");
        }
        for outside in [-0.1, 1.1] {
            assert_eq!(maya.patch(&path, json!({"threshold": outside})).await.status, 422);
        }
    }

    async fn new_origins_count_at_once(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        assert_eq!(visitor.get("/v1/widget/messages").await.status, 200);
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        maya.patch(&path, json!({"allowed_origins": ["https://elsewhere.example"]})).await;
        let refused = visitor.get("/v1/widget/messages").await;
        assert_eq!((refused.status, &refused.json["code"]), (403, &json!("origin_not_allowed")));
        assert_eq!(refused.header("access-control-allow-origin"), "https://shop.example");
    }
}
