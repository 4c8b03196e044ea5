use baton_testkit::{Answer, Client, Site, TestDb};
use serde_json::{Value, json};

/// A conversation that `holder` has claimed: its visitor, and where members find it.
async fn held(site: &Site, holder: &Client) -> (Client, String) {
    let visitor = site.visitor().await;
    write(&visitor, "1").await;
    let newest = holder.get("/api/v1/conversations").await.json["items"][0]["id"].clone();
    let path = format!("/api/v1/conversations/{}", newest.as_str().unwrap());
    assert_eq!(
        holder
            .post(&format!("{path}/claim"), json!({}))
            .await
            .status,
        200
    );
    (visitor, path)
}

async fn write(visitor: &Client, client_id: &str) {
    let said = json!({"client_id": client_id, "body": "Do you sell boots?"});
    assert_eq!(visitor.post("/v1/widget/messages", said).await.status, 201);
}

async fn schedule(client: &Client, path: &str, client_id: &str, more: Value) -> Answer {
    let mut wish = json!({"client_id": client_id, "body": "We do again today.", "for": "1h"});
    wish.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    client
        .post(&format!("{path}/scheduled-replies"), wish)
        .await
}

/// What teammates said.
async fn said(client: &Client, path: &str) -> Vec<Value> {
    let page = client.get(&format!("{path}/messages")).await.json;
    let all = page["items"].as_array().unwrap().clone();
    all.into_iter()
        .filter(|message| message["role"] == "human-agent")
        .collect()
}

/// The states that the events of scheduled replies tell, in their order.
async fn states(client: &Client, path: &str) -> Vec<Value> {
    let events = client.get(&format!("{path}/events")).await.json;
    let all = events["items"].as_array().unwrap().iter();
    let is_ours = |event: &&Value| event["type"].as_str().unwrap().starts_with("reply.");
    all.filter(is_ours)
        .map(|event| event["data"]["reply"]["state"].clone())
        .collect()
}

async fn pass(site: &Site, ms: i64) {
    site.app.clock.advance_ms(ms);
    site.app.drain_jobs().await.unwrap();
}

const HOUR: i64 = 3_600_000;

baton_testkit::both_databases! {
    /// It is said at its time and not before, once however many nodes look for what is due, with what follows from it.
    async fn a_reply_is_said_at_its_time_and_once(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let (visitor, path) = held(&site, &maya).await;
        let kept = schedule(&maya, &path, "a", json!({"then": "resolve"})).await;
        assert_eq!((kept.status, &kept.json["state"]), (201, &json!("waiting")), "{}", kept.text);
        let due = site.app.clock.now().plus_ms(HOUR).to_string();
        assert_eq!(kept.json["due_at"], json!(due));
        site.app.clock.advance_ms(1_000);
        let past = json!({"for": null, "until": site.app.clock.now().plus_ms(-1).to_string()});
        let again = schedule(&maya, &path, "a", past).await;
        assert_eq!((&again.json["id"], &again.json["due_at"]), (&kept.json["id"], &json!(due)), "a repeat answers the first");
        pass(&site, HOUR - 2_000).await;
        assert!(said(&maya, &path).await.is_empty());
        let seen = visitor.get("/v1/widget/messages?after=0").await;
        assert!(!seen.text.contains("again today"), "the visitor reads nothing of it: {}", seen.text);
        site.app.clock.advance_ms(1_000);
        let (one, other) = tokio::join!(site.app.drain_jobs(), site.app.drain_jobs());
        one.and(other).unwrap();
        let all = said(&maya, &path).await;
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!((&all[0]["body"], &all[0]["author"]["name"], &all[0]["client_id"]),
            (&json!("We do again today."), &json!("Maya"), &json!("a")));
        assert_eq!(maya.get(&path).await.json["baton"]["status"], "resolved");
        assert_eq!(states(&maya, &path).await, ["waiting", "sent"]);
        let withdrawn = maya.delete(&format!("{path}/scheduled-replies/{}", kept.json["id"].as_str().unwrap())).await;
        assert_eq!(withdrawn.status, 409, "{}", withdrawn.text);
    }

    /// Nobody is talked over: where the visitor wrote meanwhile, or somebody else has it, it is not said, and is not lost.
    async fn what_the_conversation_went_on_without_is_not_said(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let tomas = &site.tenant.tomas.person;
        let (visitor, path) = held(&site, &maya).await;
        let first = schedule(&maya, &path, "a", json!({"last_seq": 1_000})).await;
        let seq = maya.get(&path).await.json["last_seq"].clone();
        write(&visitor, "2").await;
        let late = schedule(&maya, &path, "b", json!({"last_seq": seq})).await;
        assert_eq!((late.status, &late.json["code"]), (409, &json!("conflict")), "{}", late.text);
        pass(&site, HOUR).await;
        assert_eq!(states(&maya, &path).await, ["waiting", "overtaken"]);
        assert_eq!(schedule(&maya, &path, "c", json!({})).await.status, 201);
        let passed = maya.post(&format!("{path}/transfer"), json!({"user_id": tomas.id})).await;
        assert_eq!(passed.status, 200, "{}", passed.text);
        pass(&site, HOUR).await;
        assert_eq!(states(&maya, &path).await, ["waiting", "overtaken", "waiting", "not_held"]);
        assert!(said(&maya, &path).await.is_empty());
        let first = format!("{path}/scheduled-replies/{}", first.json["id"].as_str().unwrap());
        let taken = maya.delete(&first).await;
        assert_eq!((taken.status, &taken.json["body"]), (200, &json!("We do again today.")), "{}", taken.text);
        assert_eq!(maya.delete(&first).await.status, 200, "twice is once");
    }

    /// What is taken back is not said; who may is who wrote it, who holds it, and admins.
    async fn what_is_taken_back_is_not_said(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, tomas) = (site.member(&site.tenant.maya).await, site.member(&site.tenant.tomas).await);
        let (_visitor, path) = held(&site, &maya).await;
        let kept = schedule(&maya, &path, "a", json!({})).await;
        let one = format!("{path}/scheduled-replies/{}", kept.json["id"].as_str().unwrap());
        let refused = tomas.delete(&one).await;
        assert_eq!((refused.status, &refused.json["code"]), (409, &json!("must_claim_first")), "{}", refused.text);
        assert_eq!(maya.delete(&one).await.status, 200);
        pass(&site, HOUR).await;
        assert!(said(&maya, &path).await.is_empty());
        assert_eq!(states(&maya, &path).await, ["waiting", "withdrawn"]);
    }

    /// What cannot be is refused with what to do, and nothing of it is kept.
    async fn what_cannot_be_scheduled_is_refused(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, tomas) = (site.member(&site.tenant.maya).await, site.member(&site.tenant.tomas).await);
        let (_visitor, path) = held(&site, &maya).await;
        for more in [
            json!({"until": "2030-01-01T00:00:00Z"}),
            json!({"for": null}),
            json!({"for": null, "until": "2020-01-01T00:00:00Z"}),
            json!({"body": " "}),
            json!({"client_id": ""}),
        ] {
            let refused = schedule(&maya, &path, "a", more).await;
            assert_eq!(refused.status, 422, "{}", refused.text);
        }
        let other = schedule(&tomas, &path, "a", json!({})).await;
        assert_eq!((other.status, &other.json["code"]), (409, &json!("must_claim_first")));
        for client_id in ["a", "b", "c", "d", "e"] {
            assert_eq!(schedule(&maya, &path, client_id, json!({})).await.status, 201);
        }
        let sixth = schedule(&maya, &path, "f", json!({})).await;
        assert_eq!((sixth.status, &sixth.json["code"]), (409, &json!("conflict")), "{}", sixth.text);
        let stolen = schedule(&tomas, &path, "a", json!({})).await;
        assert_eq!(stolen.status, 422, "{}", stolen.text);
        assert_eq!(states(&maya, &path).await.len(), 5);
    }
}
