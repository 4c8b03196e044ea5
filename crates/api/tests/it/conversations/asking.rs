//! Asking a teammate for the baton, over HTTP.

use baton_testkit::{Site, TestDb};
use serde_json::json;

baton_testkit::both_databases! {
    /// A request is read by the team in the timeline, answered by the holder, and never read by the visitor.
    async fn the_baton_is_asked_for_and_handed_over(db: TestDb) {
        let site = Site::new(db).await;
        let visitor = site.visitor().await;
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "Do you sell boots?"})).await;
        let maya = site.member(&site.tenant.maya).await;
        let tomas = site.member(&site.tenant.tomas).await;
        let newest = maya.get("/api/v1/conversations").await.json["items"][0]["id"].clone();
        let path = format!("/api/v1/conversations/{}", newest.as_str().unwrap());
        let asks = format!("{path}/baton-requests");
        let free = tomas.post(&asks, json!({"epoch": 0})).await;
        assert_eq!(free.problem(), (409, "conflict"), "{}", free.text);
        maya.post(&format!("{path}/claim"), json!({})).await;
        let stale = tomas.post(&asks, json!({"epoch": 0})).await;
        assert_eq!(stale.problem(), (409, "conflict"), "{}", stale.text);
        let long = tomas.post(&asks, json!({"epoch": 1, "note": "x".repeat(301)})).await;
        assert_eq!((long.status, long.json["fields"]["note"].is_string()), (422, true), "{}", long.text);

        let asked = tomas.post(&asks, json!({"epoch": 1, "note": "VIP-friend of mine"})).await;
        assert_eq!((asked.status, &asked.json["holder"]["name"]), (200, &json!("Maya")), "{}", asked.text);
        let events = maya.get(&format!("{path}/events")).await.json["items"].clone();
        let last = events.as_array().unwrap().last().unwrap();
        assert_eq!((&last["type"], &last["data"]["request"]), (&json!("baton.requested"), &asked.json));
        let one = format!("{asks}/{}", asked.json["id"].as_str().unwrap());
        let handed = maya.post(&format!("{one}/hand-over"), json!({})).await;
        assert_eq!((handed.status, &handed.json["baton"]["person"]["name"]), (200, &json!("Tomás")), "{}", handed.text);
        let late = maya.post(&format!("{one}/keep"), json!({})).await;
        assert_eq!(late.problem(), (409, "conflict"), "{}", late.text);
        assert!(late.json["detail"].as_str().unwrap().contains("has moved"), "{}", late.text);
        let seen = visitor.get("/v1/widget/messages?after=0").await;
        assert!(!seen.text.contains("VIP-friend"), "{}", seen.text);
    }
}
