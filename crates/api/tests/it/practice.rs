//! Practising a handover: a played visitor, who goes the way of a real one and leaves no trace.

use baton_db::{DbError, sql};
use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

async fn start(teammate: &Client) -> (u16, String) {
    let started = teammate
        .post("/api/v1/onboarding/practice", json!({}))
        .await;
    let id = started.json["conversation_id"].as_str();
    (started.status, id.expect(&started.text).to_owned())
}

/// Lets so much time pass, and everybody speak who is due.
async fn pass(site: &Site, seconds: i64) {
    site.app.clock.advance_ms(seconds * 1_000);
    site.app.drain_jobs().await.unwrap();
}

async fn said(teammate: &Client, id: &str) -> Vec<(String, String)> {
    let messages = teammate
        .get(&format!("/api/v1/conversations/{id}/messages"))
        .await;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let items = messages.json["items"].as_array().unwrap();
    items
        .iter()
        .map(|m| (text(&m["role"]), text(&m["body"])))
        .collect()
}

async fn rows(site: &Site, table: &'static str) -> i64 {
    let workspace = site.tenant.workspace.uuid();
    site.app
        .db
        .read(async move |conn| {
            conn.fetch_one(match table {
                "analytics_events" => sql!(
                    "SELECT count(*) FROM analytics_events WHERE workspace_id = {}",
                    workspace
                ),
                "waits" => sql!(
                    "SELECT count(*) FROM waits WHERE workspace_id = {}",
                    workspace
                ),
                "alerts" => sql!(
                    "SELECT count(*) FROM alerts WHERE workspace_id = {}",
                    workspace
                ),
                "leads" => sql!(
                    "SELECT count(*) FROM leads WHERE workspace_id = {}",
                    workspace
                ),
                _ => sql!(
                    "SELECT count(*) FROM jobs WHERE workspace_id = {}",
                    workspace
                ),
            })
            .await
        })
        .await
        .unwrap()
}

baton_testkit::both_databases! {
    async fn a_handover_is_practised_to_the_end(db: TestDb) {
        let site = Site::new(db).await;
        let tomas = site.member(&site.tenant.tomas).await;
        let steps = async || tomas.get("/api/v1/onboarding").await.json;
        let (status, id) = start(&tomas).await;
        assert_eq!(status, 201);
        assert_eq!(start(&tomas).await, (200, id.clone()), "nobody practises twice at a time");
        pass(&site, 0).await;
        let begun = said(&tomas, &id).await;
        assert_eq!(begun[0], ("user".to_owned(), "Hello. What are your opening hours?".to_owned()));
        assert_eq!(begun[1].0, "assistant", "{begun:?}");
        let at = format!("/api/v1/conversations/{id}");
        assert_eq!(tomas.get(&at).await.json["baton"]["holder"], "assistant");

        // They want a person: the team has a waiting conversation, and it says what it is.
        pass(&site, 8).await;
        let waiting = tomas.get("/api/v1/conversations?view=waiting").await.json["items"].clone();
        assert_eq!((&waiting[0]["id"], &waiting[0]["channel"]), (&json!(id), &json!("practice")));
        assert_eq!(waiting[0]["agent"]["id"], json!(site.tenant.tomas.person.id));
        assert_eq!(tomas.post(&format!("{at}/claim"), json!({})).await.status, 200);
        pass(&site, 60).await;
        assert_eq!(said(&tomas, &id).await.last().unwrap().0, "assistant", "it is the teammate's turn");

        let replied = tomas.post(&format!("{at}/reply"), json!({"client_id": "r1", "body": "From nine to five. Does that help?"})).await;
        assert_eq!(replied.status, 201, "{}", replied.text);
        pass(&site, 4).await;
        assert!(said(&tomas, &id).await.last().unwrap().1.contains("played for practice"));
        tomas.post(&format!("{at}/reply"), json!({"client_id": "r2", "body": "Fine."})).await;
        pass(&site, 4).await;
        assert_eq!(said(&tomas, &id).await.last().unwrap().1, "Thanks again, and goodbye.");
        assert_eq!((&steps().await["practice"], &steps().await["practising"]), (&json!(false), &json!(id)));
        assert_eq!(tomas.post(&format!("{at}/release"), json!({})).await.status, 200);
        assert_eq!((&steps().await["practice"], &steps().await["question"]), (&json!(true), &json!(false)));
        tomas.post(&format!("{at}/resolve"), json!({})).await;
        assert_eq!(steps().await["practising"], Value::Null);
        pass(&site, 60).await;

        // Nobody was alerted, and nothing was counted.
        for table in ["analytics_events", "waits", "alerts", "leads", "jobs"] {
            assert_eq!(rows(&site, table).await, 0, "{table}");
        }
        let log = async |query: &str| tomas.get(&format!("/api/v1/conversations/log{query}")).await.json["items"].clone();
        assert_eq!(log("").await, json!([]));
        assert_eq!(log("?channel=practice").await[0]["id"], json!(id));
        assert_eq!(tomas.get("/api/v1/leads/feed").await.json["handoffs"], json!([]));
        let lead = json!({"assistant_id": site.tenant.assistant.id, "conversation_id": id, "email": "r@example.com"});
        assert_eq!(tomas.post("/api/v1/leads", lead).await.status, 409);
    }

    /// To hand back without a word is no handover; to close after an answer is one.
    async fn what_was_not_answered_was_not_practised(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let steps = async || maya.get("/api/v1/onboarding").await.json["practice"].clone();
        let (_, id) = start(&maya).await;
        let at = format!("/api/v1/conversations/{id}");
        pass(&site, 8).await;
        maya.post(&format!("{at}/claim"), json!({})).await;
        maya.post(&format!("{at}/release"), json!({})).await;
        assert_eq!(steps().await, false);
        maya.post(&format!("{at}/claim"), json!({})).await;
        maya.post(&format!("{at}/reply"), json!({"client_id": "r", "body": "From nine to five."})).await;
        maya.post(&format!("{at}/resolve"), json!({})).await;
        assert_eq!(steps().await, true);
        // Closed is closed: the visitor does not open it again.
        pass(&site, 60).await;
        assert_eq!(maya.get(&at).await.json["baton"]["status"], "resolved");
    }

    /// A real visitor is before one who is played, and the next one is not told of them.
    async fn practice_takes_nobodys_place_and_goes_by_itself(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let (_, id) = start(&maya).await;
        pass(&site, 8).await;
        let visitor = site.visitor().await;
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "can i talk to an actual person please"})).await;
        assert_eq!(visitor.get("/v1/widget/wait").await.json["position"], 1);

        let other = site.app.tenant("Other").await;
        let stranger = site.member(&other.owner).await;
        let at = format!("/api/v1/conversations/{id}");
        assert_eq!(stranger.get(&at).await.status, 404);
        assert_eq!(stranger.get("/api/v1/onboarding").await.json["practising"], Value::Null);
        assert_ne!(start(&site.member(&site.tenant.tomas).await).await.1, id, "each practises on their own");
        pass(&site, 8).await;

        // It goes as a real conversation goes: nothing of what was said stays, and open consoles learn of it.
        let told = async || {
            let workspace = site.tenant.workspace.uuid();
            let read = site.app.db.read(async move |conn| {
                let said = sql!("SELECT count(*) FROM events WHERE workspace_id = {} AND data LIKE {}", workspace, "%What are your opening hours?%");
                let deleted = sql!("SELECT count(*) FROM events WHERE workspace_id = {} AND type = 'conversation.deleted'", workspace);
                Ok::<(i64, i64), DbError>((conn.fetch_one(said).await?, conn.fetch_one(deleted).await?))
            });
            read.await.unwrap()
        };
        assert_eq!(told().await, (2, 0), "two practised");
        site.app.clock.advance_ms(49 * 3_600_000);
        site.app.recover().await.unwrap();
        site.app.drain_jobs().await.unwrap();
        assert_eq!(maya.get(&at).await.status, 404);
        let kept = maya.get("/api/v1/conversations?view=waiting").await.json["items"].clone();
        assert_eq!(kept.as_array().unwrap().len(), 1, "who is real stays: {kept}");
        assert_eq!(told().await, (0, 2));
    }
}
