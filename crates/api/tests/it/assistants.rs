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
