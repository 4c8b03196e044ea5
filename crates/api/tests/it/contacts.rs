use baton_testkit::{Site, TestDb};
use serde_json::json;

baton_testkit::both_databases! {
    async fn a_contact_is_shown_and_corrected(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "hi"})).await;
        let id = maya.get("/api/v1/conversations").await.json["items"][0]["contact"]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/contacts/{id}");

        let shown = maya.get(&path).await;
        assert_eq!((&shown.json["online"], &shown.json["conversation_count"]), (&json!(false), &json!(1)));
        assert_eq!(shown.json["landing_url"], "https://shop.example/boots");
        let named = maya.patch(&path, json!({"name": "Ana", "email": "Ana@Example.com"})).await;
        assert_eq!((&named.json["name"], &named.json["email"]), (&json!("Ana"), &json!("ana@example.com")));
        let cleared = maya.patch(&path, json!({"email": null})).await;
        assert_eq!((&cleared.json["name"], &cleared.json["email"]), (&json!("Ana"), &json!(null)));
        let refused = maya.patch(&path, json!({"phone": "call me"})).await;
        assert_eq!((refused.status, refused.json["fields"]["phone"].is_string()), (422, true));
        let viewer = site.member(&site.tenant.viewer).await;
        assert_eq!(viewer.patch(&path, json!({"name": "X"})).await.status, 403);

        let earlier = maya.get(&format!("{path}/conversations")).await;
        assert_eq!(earlier.json["items"][0]["contact"]["name"], "Ana");
        let events = maya.get("/api/v1/events").await;
        let kinds = events.json["items"].as_array().unwrap().iter().filter(|e| e["type"] == "contact.updated");
        assert_eq!(kinds.count(), 2);
    }
}
