use baton_testkit::{Client, Site, TestDb};
use serde_json::json;

/// A visitor who wrote, and the path of their conversation.
async fn asked(site: &Site, body: &str) -> (Client, String) {
    let visitor = site.visitor().await;
    let said = visitor
        .post(
            "/v1/widget/messages",
            json!({"client_id": "1", "body": body}),
        )
        .await;
    assert_eq!(said.status, 201, "{}", said.text);
    let owner = site.member(&site.tenant.owner).await;
    let newest = owner.get("/api/v1/conversations").await.json["items"][0]["id"].clone();
    (
        visitor,
        format!("/api/v1/conversations/{}", newest.as_str().unwrap()),
    )
}

baton_testkit::both_databases! {
    /// R031, R036, R037: the routes that the requirements name; one winner, who replies and hands back.
    async fn a_claim_has_one_winner_who_replies_and_hands_back(db: TestDb) {
        let site = Site::new(db).await;
        let (visitor, path) = asked(&site, "hello").await;
        let [maya, tomas] = [site.member(&site.tenant.maya).await, site.member(&site.tenant.tomas).await];

        let early = maya.post(&format!("{path}/reply"), json!({"client_id": "r1", "body": "Hi"})).await;
        assert_eq!((early.status, &early.json["code"]), (409, &json!("must_claim_first")));

        let literal = path.replace("/api/v1", "/app");
        let claimed = maya.post(&format!("{literal}/claim"), json!({})).await;
        assert_eq!((claimed.status, &claimed.json["baton"]["person"]["name"]), (200, &json!("Maya")));
        assert_eq!(maya.call(reqwest::Method::POST, &format!("{path}/claim"), None).await.status, 200);
        let late = tomas.post(&format!("{path}/claim"), json!({})).await;
        assert_eq!((late.status, &late.json["code"], &late.json["holder"]["name"]), (409, &json!("already_claimed"), &json!("Maya")));
        assert!(late.json["detail"].as_str().unwrap().contains("Maya"));

        let reply = json!({"client_id": "r1", "body": "We do."});
        let [first, again] = [maya.post(&format!("{literal}/reply"), reply.clone()).await, maya.post(&format!("{path}/reply"), reply).await];
        assert_eq!((first.status, again.status), (201, 200));
        assert_eq!(first.json, again.json);
        let seen = visitor.get("/v1/widget/messages?after=1").await;
        assert_eq!(seen.json["items"][0]["author_name"], "Maya");
        assert_eq!(seen.json["baton"]["person"]["name"], "Maya");

        assert_eq!(tomas.post(&format!("{path}/release"), json!({})).await.status, 409);
        let released = maya.call(reqwest::Method::POST, &format!("{literal}/release"), None).await;
        assert_eq!((released.status, &released.json["baton"]["holder"]), (200, &json!("assistant")));
        assert_eq!(released.json["agent"]["name"], "Maya");
    }

    /// R060, R063: open until it is closed and resolved.
    async fn a_conversation_goes_through_its_states(db: TestDb) {
        let site = Site::new(db).await;
        let (_visitor, path) = asked(&site, "hello").await;
        let maya = site.member(&site.tenant.maya).await;
        let step = async |verb: &str, body| maya.post(&format!("{path}/{verb}"), body).await;

        let waiting = step("escalate", json!({"reason": "sensitive", "text": "A refund"})).await;
        assert_eq!((&waiting.json["baton"]["holder"], &waiting.json["baton"]["reason"]["text"]), (&json!("nobody"), &json!("A refund")));
        assert_eq!(step("resolve", json!({})).await.json["baton"]["holder"], "none");
        assert_eq!(step("claim", json!({})).await.json["code"], "conflict");
        assert_eq!(step("reopen", json!({})).await.json["baton"]["holder"], "assistant");
        assert_eq!(step("tags", json!({"name": " Boots  WIDE "})).await.json["tags"], json!(["boots wide"]));
        assert_eq!(maya.delete(&format!("{path}/tags/boots%20wide")).await.json["tags"], json!([]));
        assert_eq!(step("tags", json!({"name": ""})).await.json["fields"]["name"], "Write a tag of 1 to 40 characters.");
        assert_eq!(step("typing", json!({"on": true})).await.status, 204);
        assert_eq!(step("read", json!({"seq": 99})).await.status, 204);
        assert_eq!(maya.get(&path).await.json["unread"], 0);

        let events = maya.get(&format!("{path}/events")).await;
        let kinds: Vec<_> = events.json["items"].as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["conversation.created", "conversation.escalated", "conversation.resolved",
            "conversation.reopened", "conversation.tagged", "conversation.untagged"]);
        let stream = maya.get("/api/v1/events?after=0&limit=3").await;
        assert_eq!((&stream.json["has_more"], stream.json["items"].as_array().unwrap().len()), (&json!(true), 3));
        assert_eq!(stream.json["latest_seq"], 7);
    }

    async fn viewers_look_and_do_not_touch(db: TestDb) {
        let site = Site::new(db).await;
        let (_visitor, path) = asked(&site, "hello").await;
        let viewer = site.member(&site.tenant.viewer).await;
        assert_eq!(viewer.get(&path).await.status, 200);
        for verb in ["claim", "release", "resolve", "reopen"] {
            assert_eq!(viewer.post(&format!("{path}/{verb}"), json!({})).await.status, 403, "{verb}");
        }
        let reply = json!({"client_id": "1", "body": "x"});
        assert_eq!(viewer.post(&format!("{path}/reply"), reply).await.status, 403);
        assert_eq!(viewer.post(&format!("{path}/typing"), json!({"on": true})).await.status, 403);
        assert_eq!(viewer.post(&format!("{path}/read"), json!({"seq": 1})).await.status, 204);
    }
}
