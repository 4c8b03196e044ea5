use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

/// A conversation that Maya holds.
async fn held(site: &Site) -> (Client, Client, String) {
    let started = site.tenant.arrive(&site.app).await;
    let visitor = site
        .nobody()
        .bearing(&started.token)
        .with("origin", "https://shop.example");
    let hello = json!({"client_id": "1", "body": "hello"});
    assert_eq!(visitor.post("/v1/widget/messages", hello).await.status, 201);
    let maya = site.member(&site.tenant.maya).await;
    let path = format!("/api/v1/conversations/{}", started.conversation.id);
    assert_eq!(
        maya.post(&format!("{path}/claim"), json!({})).await.status,
        200
    );
    (visitor, maya, path)
}

/// The types of the last events of a conversation.
async fn last_events(who: &Client, path: &str, count: usize) -> Vec<Value> {
    let events = who.get("/api/v1/events?after=0&limit=100").await;
    let items = events.json["items"].as_array().unwrap().iter();
    let id = path.rsplit('/').next().unwrap();
    let types: Vec<_> = items
        .filter(|event| event["conversation_id"] == id)
        .map(|event| event["type"].clone())
        .collect();
    types[types.len() - count..].to_vec()
}

baton_testkit::both_databases! {
    /// R037, R063: with the reply the conversation is closed, or goes back; both in one, once.
    async fn a_reply_closes_or_hands_back_in_one_act(db: TestDb) {
        let site = Site::new(db).await;
        for (then, holder, event) in [
            ("resolve", "none", "conversation.resolved"),
            ("release", "assistant", "conversation.released"),
        ] {
            let (visitor, maya, path) = held(&site).await;
            let bye = json!({"client_id": "r1", "body": "Enjoy it.", "then": then});
            let sent = maya.post(&format!("{path}/reply"), bye.clone()).await;
            assert_eq!((sent.status, &sent.json["body"]), (201, &json!("Enjoy it.")));
            assert_eq!(maya.get(&path).await.json["baton"]["holder"], holder);
            assert_eq!(last_events(&maya, &path, 2).await, [json!("message.created"), json!(event)]);
            let seen = visitor.get("/v1/widget/messages?after=1").await;
            assert_eq!(seen.json["items"][0]["body"], "Enjoy it.");
            assert_eq!(seen.json["baton"]["holder"], holder);

            // The answer got lost on its way: the repeat finds what was done, and does nothing twice.
            let again = maya.post(&format!("{path}/reply"), bye).await;
            assert_eq!((again.status, &again.json), (200, &sent.json));
            assert_eq!(last_events(&maya, &path, 2).await, [json!("message.created"), json!(event)]);
        }
    }

    async fn what_follows_from_a_reply_is_in_the_audit_log(db: TestDb) {
        let site = Site::new(db).await;
        let (_visitor, maya, path) = held(&site).await;
        site.app.clock.advance_ms(1);
        maya.post(&format!("{path}/reply"), json!({"client_id": "r1", "body": "Bye.", "then": "resolve"})).await;
        let owner = site.member(&site.tenant.owner).await;
        let lines = owner.get("/api/v1/audit").await.json["items"].clone();
        assert_eq!((&lines[0]["action"], &lines[0]["outcome"]), (&json!("conversation.resolve"), &json!("accepted")));
    }

    async fn a_reply_that_is_refused_changes_nothing(db: TestDb) {
        let site = Site::new(db).await;
        let (visitor, maya, path) = held(&site).await;
        let tomas = site.member(&site.tenant.tomas).await;
        let refused = tomas.post(&format!("{path}/reply"), json!({"client_id": "t", "body": "Bye.", "then": "resolve"})).await;
        assert_eq!((refused.status, &refused.json["code"]), (409, &json!("must_claim_first")));
        for body in [
            json!({"client_id": "r1", "body": "", "then": "resolve"}),
            json!({"client_id": "r1", "body": "Bye.", "then": "delete"}),
        ] {
            let refused = maya.post(&format!("{path}/reply"), body).await;
            assert!(matches!(refused.status, 400 | 422), "{}", refused.text);
        }
        assert_eq!(maya.get(&path).await.json["baton"]["person"]["name"], "Maya");
        assert_eq!(visitor.get("/v1/widget/messages?after=1").await.json["items"], json!([]));
    }
}
