use baton_testkit::{Site, TestDb};
use serde_json::json;

baton_testkit::both_databases! {
    async fn a_lead_is_captured_listed_and_moved(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        let empty = visitor.post("/v1/widget/leads", json!({"client_id": "l", "source": "form", "consent": false})).await;
        assert_eq!((empty.status, &empty.json["code"]), (422, &json!("validation_failed")));
        assert!(empty.json["fields"]["email"].is_string() && empty.json["fields"]["consent"].is_string());
        let form = json!({"client_id": "l", "source": "form", "name": "Ana", "email": "ana@example.com", "consent": true});
        let stored = visitor.post("/v1/widget/leads", form.clone()).await;
        assert_eq!((stored.status, &visitor.post("/v1/widget/leads", form).await.json), (201, &stored.json));

        let page = maya.get("/api/v1/leads").await;
        let lead = &page.json["items"][0];
        assert_eq!((&lead["id"], &lead["status"], &lead["baton"]["holder"]), (&stored.json["lead_id"], &json!("new"), &json!("assistant")));
        assert_eq!(page.json["counts"], json!({"new": 1, "qualified": 0, "contacted": 0, "won": 0, "lost": 0}));
        assert_eq!(maya.get("/api/v1/leads?status=won").await.json["items"], json!([]));
        assert_eq!(maya.get("/api/v1/leads?q=ANA").await.json["items"].as_array().unwrap().len(), 1);
        assert_eq!(maya.get("/api/v1/conversations/counts").await.json["leads_new"], 1);
        let with_lead = maya.get("/api/v1/conversations?has_lead=true&engaged=false").await;
        assert_eq!(with_lead.json["items"][0]["lead"]["status"], "new");

        let path = format!("/api/v1/leads/{}", lead["id"].as_str().unwrap());
        assert_eq!(maya.patch(&path, json!({"status": "won"})).await.json["status"], "won");
        assert_eq!(maya.patch(&path, json!({"status": "maybe"})).await.status, 422);
        assert_eq!(site.member(&site.tenant.viewer).await.patch(&path, json!({"status": "lost"})).await.status, 403);
    }
}
