//! Handing over: the brief, and standing orders.

use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

async fn asked(site: &Site, text: &str) -> (Client, String) {
    let visitor = site.visitor().await;
    let said = json!({"client_id": "1", "body": text});
    assert_eq!(visitor.post("/v1/widget/messages", said).await.status, 201);
    site.app.drain_jobs().await.unwrap();
    let owner = site.member(&site.tenant.owner).await;
    let newest = owner.get("/api/v1/conversations").await.json["items"][0]["id"].clone();
    let path = format!("/api/v1/conversations/{}", newest.as_str().unwrap());
    (visitor, path)
}

baton_testkit::both_databases! {
    /// R059: whoever takes over reads what was wanted and what did not work, each with its message; the visitor never does.
    async fn a_brief_is_read_by_whoever_may_read_the_conversation(db: TestDb) {
        let site = Site::new(db).await;
        let (visitor, path) = asked(&site, "What does a titanium kettle cost?").await;
        visitor.post("/v1/widget/request-human", json!({"client_id": "2"})).await;
        let viewer = site.member(&site.tenant.viewer).await;
        let brief = viewer.get(&format!("{path}/brief")).await;
        assert_eq!(brief.status, 200, "{}", brief.text);
        let brief = brief.json;
        assert_eq!(brief["wants"], json!([{"seq": 1, "text": "What does a titanium kettle cost?"}]));
        assert_eq!((&brief["failed"][0]["how"], &brief["failed"][0]["seq"]), (&json!("declined"), &json!(1)));
        assert_eq!((&brief["reason"]["code"], &brief["topic"]), (&json!("visitor_asked"), &json!("titanium kettle cost")));
        assert_eq!((&brief["tried"], &brief["summary"]), (&json!([]), &Value::Null));
        assert!(brief["first_line"]["text"].as_str().unwrap().contains("titanium kettle cost"), "{brief}");
        assert_eq!(visitor.get(&format!("{path}/brief")).await.status, 401);
    }

    /// An order is left with the hand-back; the team reads it, its visitor never; it is taken away by whoever may answer.
    async fn an_order_is_left_with_the_hand_back(db: TestDb) {
        let site = Site::new(db).await;
        let (visitor, path) = asked(&site, "I want a refund").await;
        let maya = site.member(&site.tenant.maya).await;
        maya.post(&format!("{path}/claim"), json!({})).await;
        for (order, field) in [
            (json!({"body": " "}), "order.body"),
            (json!({"body": "x".repeat(501)}), "order.body"),
            (json!({"body": "x", "expires_at": "2020-01-01T00:00:00Z"}), "order.expires_at"),
        ] {
            let refused = maya.post(&format!("{path}/release"), json!({"order": order})).await;
            assert_eq!((refused.status, refused.json["fields"][field].is_string()), (422, true), "{}", refused.text);
            let held = maya.get(&path).await.json["baton"]["holder"].clone();
            assert_eq!(held, json!("person"));
        }
        let order = json!({"order": {"body": "VIP-refund approved", "expires_at": "2099-01-01T00:00:00Z"}});
        let released = maya.post(&format!("{path}/release"), order).await;
        assert_eq!((released.status, &released.json["baton"]["holder"]), (200, &json!("assistant")), "{}", released.text);
        let orders = format!("{path}/standing-orders");
        let viewer = site.member(&site.tenant.viewer).await;
        let left = viewer.get(&orders).await.json;
        assert_eq!((&left["items"][0]["body"], &left["items"][0]["author"]["name"]), (&json!("VIP-refund approved"), &json!("Maya")));
        assert_eq!((&left["items"][0]["expires_at"], &left["followed"]), (&json!("2099-01-01T00:00:00.000Z"), &json!(false)));
        let events = maya.get(&format!("{path}/events")).await.json["items"].clone();
        let kinds: Vec<_> = events.as_array().unwrap().iter().map(|event| event["type"].clone()).collect();
        assert_eq!(kinds[kinds.len() - 2..], ["conversation.released", "standing_order.left"]);
        let seen = visitor.get("/v1/widget/messages?after=0").await;
        assert!(!seen.text.contains("VIP-refund"), "{}", seen.text);

        let one = format!("{orders}/{}", left["items"][0]["id"].as_str().unwrap());
        assert_eq!(viewer.delete(&one).await.status, 403);
        assert_eq!(maya.delete(&one).await.status, 204);
        assert_eq!(maya.delete(&one).await.status, 404);
        assert_eq!(maya.get(&orders).await.json["items"], json!([]));
        let audit = site.member(&site.tenant.owner).await.get("/api/v1/audit").await.json["items"].clone();
        let acts: Vec<&str> = audit.as_array().unwrap().iter().filter_map(|line| line["action"].as_str()).collect();
        for act in ["standing_order.leave", "standing_order.remove"] {
            assert!(acts.contains(&act), "{acts:?}");
        }
    }
}
