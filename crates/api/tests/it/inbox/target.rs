use baton_testkit::{Site, TestDb};
use serde_json::json;

baton_testkit::both_databases! {
    /// R051: everybody reads within how many minutes who waits should have an answer; owners and admins say so.
    async fn a_workspace_sets_how_soon_who_waits_is_answered(db: TestDb) {
        let site = Site::new(db).await;
        let (owner, maya) = (site.member(&site.tenant.owner).await, site.member(&site.tenant.maya).await);
        assert_eq!(maya.get("/api/v1/queue").await.json, json!({"target_minutes": 5}));
        for minutes in [0, 1_441] {
            let refused = owner.patch("/api/v1/queue", json!({"target_minutes": minutes})).await;
            assert_eq!((refused.status, refused.json["fields"]["target_minutes"].is_string()), (422, true), "{}", refused.text);
        }
        assert_eq!(owner.patch("/api/v1/queue", json!({"target_minutes": 12})).await.status, 200);
        assert_eq!(maya.get("/api/v1/queue").await.json["target_minutes"], 12);
        let viewer = site.member(&site.tenant.viewer).await;
        assert_eq!(viewer.patch("/api/v1/queue", json!({"target_minutes": 9})).await.status, 403);
        let line = owner.get("/api/v1/audit?limit=5").await.json["items"][1].clone();
        assert_eq!((&line["action"], &line["outcome"]), (&json!("workspace.answer_target"), &json!("accepted")), "{line}");
    }
}
