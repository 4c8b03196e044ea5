use baton_testkit::{Site, TestDb};
use serde_json::json;

baton_testkit::both_databases! {
    async fn a_transcript_is_read_from_either_end(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        for n in 1..=5 {
            let body = json!({"client_id": n.to_string(), "body": format!("line {n}")});
            assert_eq!(visitor.post("/v1/widget/messages", body).await.status, 201);
        }
        let id = maya.get("/api/v1/conversations").await.json["items"][0]["id"].as_str().unwrap().to_owned();
        let read = async |query: &str| {
            let page = maya.get(&format!("/api/v1/conversations/{id}/messages?{query}")).await;
            let seqs = page.json["items"].as_array().map(|items| items.iter().map(|m| m["seq"].as_i64().unwrap()).collect::<Vec<_>>());
            (seqs.unwrap_or_default(), page.json["has_more"].as_bool(), page.status)
        };
        assert_eq!(read("limit=2").await, (vec![4, 5], Some(true), 200));
        assert_eq!(read("before=4&limit=2").await, (vec![2, 3], Some(true), 200));
        assert_eq!(read("before=2&limit=2").await, (vec![1], Some(false), 200));
        assert_eq!(read("after=3").await, (vec![4, 5], Some(false), 200));
        assert_eq!(read("before=3&after=1").await.2, 422);
    }

    async fn a_turn_tells_why_it_answered_so(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "What is your refund policy?"})).await;
        site.app.drain_jobs().await.unwrap();
        let id = maya.get("/api/v1/conversations").await.json["items"][0]["id"].as_str().unwrap().to_owned();
        let messages = maya.get(&format!("/api/v1/conversations/{id}/messages")).await;
        let turn = messages.json["items"][1]["turn_id"].as_str().unwrap().to_owned();
        let trace = maya.get(&format!("/api/v1/conversations/{id}/turns/{turn}")).await;
        assert_eq!((trace.status, &trace.json["turn_id"]), (200, &json!(turn)));
        assert_eq!(trace.json["passages"], json!([]));
    }
}
