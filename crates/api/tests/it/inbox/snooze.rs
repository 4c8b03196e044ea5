use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

/// A visitor who wrote, and where members find that.
async fn wrote(site: &Site) -> (Client, String) {
    let visitor = site.visitor().await;
    let said = json!({"client_id": "1", "body": "Do you sell boots?"});
    assert_eq!(visitor.post("/v1/widget/messages", said).await.status, 201);
    let owner = site.member(&site.tenant.owner).await;
    let newest = owner.get("/api/v1/conversations").await.json["items"][0]["id"].clone();
    (
        visitor,
        format!("/api/v1/conversations/{}", newest.as_str().unwrap()),
    )
}

async fn shown(client: &Client, query: &str) -> usize {
    let page = client.get(&format!("/api/v1/conversations{query}")).await;
    page.json["items"].as_array().unwrap().len()
}

async fn told(client: &Client, path: &str) -> Vec<Value> {
    let events = client.get(&format!("{path}/events")).await;
    let all = events.json["items"].as_array().unwrap().clone();
    let is_of_snooze = |event: &Value| event["type"].as_str().unwrap().contains("snoozed");
    all.into_iter().filter(is_of_snooze).collect()
}

baton_testkit::both_databases! {
    /// R047: it comes back at its time, told once however many nodes look for what is due.
    async fn it_comes_back_at_its_time_and_is_told_once(db: TestDb) {
        let site = Site::new(db).await;
        let (_visitor, path) = wrote(&site).await;
        let maya = site.member(&site.tenant.maya).await;
        let away = maya.post(&format!("{path}/snooze"), json!({"for": "1h"})).await;
        let until = site.app.clock.now().plus_ms(3_600_000).to_string();
        assert_eq!((away.status, &away.json["snoozed_until"]), (200, &json!(until)), "{}", away.text);
        assert_eq!((shown(&maya, "").await, shown(&maya, "?status=snoozed").await), (0, 1));
        site.app.clock.advance_ms(3_599_000);
        site.app.drain_jobs().await.unwrap();
        assert_eq!(shown(&maya, "").await, 0, "a second before");
        site.app.clock.advance_ms(1_000);
        let (one, other) = tokio::join!(site.app.drain_jobs(), site.app.drain_jobs());
        one.and(other).unwrap();
        assert_eq!((shown(&maya, "").await, shown(&maya, "?status=snoozed").await), (1, 0));
        let told = told(&maya, &path).await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!((&told[0]["type"], &told[0]["data"]["until"], &told[0]["actor"]["name"]),
            (&json!("conversation.snoozed"), &json!(until), &json!("Maya")));
        assert_eq!((&told[1]["type"], &told[1]["actor"]["kind"]), (&json!("conversation.unsnoozed"), &json!("system")));
    }

    /// R047: what the visitor writes brings it back at once, and the job of before finds nothing to do.
    async fn the_visitor_brings_it_back(db: TestDb) {
        let site = Site::new(db).await;
        let (visitor, path) = wrote(&site).await;
        let maya = site.member(&site.tenant.maya).await;
        let seq = maya.get(&path).await.json["last_seq"].clone();
        assert_eq!(maya.post(&format!("{path}/snooze"), json!({"for": "3h", "last_seq": seq})).await.status, 200);
        assert_eq!(visitor.post("/v1/widget/messages", json!({"client_id": "2", "body": "Hello?"})).await.status, 201);
        assert_eq!(shown(&maya, "").await, 1);
        assert_eq!(maya.get(&path).await.json["snoozed_until"], Value::Null);
        // Who snoozes what they have not read is told so.
        let late = maya.post(&format!("{path}/snooze"), json!({"for": "3h", "last_seq": seq})).await;
        assert_eq!((late.status, &late.json["code"]), (409, &json!("conflict")), "{}", late.text);
        site.app.clock.advance_ms(4 * 3_600_000);
        site.app.drain_jobs().await.unwrap();
        assert_eq!(told(&maya, &path).await.len(), 1);
    }

    /// Taking it out again is undoing it; what cannot be is refused with what to do.
    async fn it_is_taken_out_again_and_what_cannot_be_is_refused(db: TestDb) {
        let site = Site::new(db).await;
        let (_visitor, path) = wrote(&site).await;
        let maya = site.member(&site.tenant.maya).await;
        let snooze = format!("{path}/snooze");
        for body in [json!({}), json!({"for": "1h", "until": "2030-01-01T00:00:00Z"}), json!({"until": "2020-01-01T00:00:00Z"})] {
            let refused = maya.post(&snooze, body).await;
            assert_eq!(refused.status, 422, "{}", refused.text);
        }
        assert_eq!(maya.post(&snooze, json!({"for": "tomorrow"})).await.status, 200);
        let back = maya.post(&format!("{path}/unsnooze"), json!({})).await;
        assert_eq!((back.status, &back.json["snoozed_until"]), (200, &Value::Null));
        assert_eq!(shown(&maya, "").await, 1);
        assert_eq!(maya.post(&format!("{path}/unsnooze"), json!({})).await.status, 200);
        assert_eq!(told(&maya, &path).await.len(), 2, "nothing is told of what was not so");
        assert_eq!(maya.post(&format!("{path}/resolve"), json!({})).await.status, 200);
        assert_eq!(maya.post(&snooze, json!({"for": "1h"})).await.status, 409);
        let viewer = site.member(&site.tenant.viewer).await;
        assert_eq!(viewer.post(&snooze, json!({"for": "1h"})).await.status, 403);
    }
}
