//! Correcting an answer: what it would change is seen before it does.

use baton_testkit::{Site, TestDb, site::Client};
use serde_json::{Value, json};

const QUESTION: &str = "How long can I return unworn boots?";
const BETTER: &str = "Within **60 days**, and the way back is free.";

/// The assistant has read that it is 30 days.
async fn read(site: &Site, maya: &Client) {
    let text =
        "# Returns\n\nUnworn boots can be returned within 30 days of delivery, in their box.";
    let source =
        json!({"assistant_id": site.tenant.assistant.id, "title": "Returns", "text": text});
    assert_eq!(
        maya.post("/api/v1/knowledge/sources", source).await.status,
        202
    );
    site.app.drain_jobs().await.unwrap();
}

/// A new visitor asks; what the assistant says.
async fn ask(site: &Site, question: &str) -> String {
    let visitor = site.visitor().await;
    visitor
        .post(
            "/v1/widget/messages",
            json!({"client_id": "1", "body": question}),
        )
        .await;
    site.app.drain_jobs().await.unwrap();
    let said = visitor.get("/v1/widget/messages?after=1").await;
    said.json["items"][0]["body"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn questions(replay: &Value) -> Vec<&str> {
    let items = replay["items"].as_array().unwrap().iter();
    items
        .map(|item| item["question"].as_str().unwrap())
        .collect()
}

baton_testkit::both_databases! {
    async fn a_correction_shows_which_answers_it_changes_and_then_does(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        read(&site, &maya).await;
        for question in [QUESTION, "How long can i return unworn  boots?", "Can I return boots?", "Where is my order?"] {
            assert!(!ask(&site, question).await.contains("60 days"));
        }
        let path = format!("/api/v1/assistants/{}/corrections", site.tenant.assistant.id);
        let correction = json!({"question": QUESTION, "answer": BETTER});
        let events = maya.get("/api/v1/events?after=0").await.json["latest_seq"].clone();
        let replay = maya.post(&format!("{path}/preview"), correction.clone()).await;
        assert_eq!(replay.status, 200, "{}", replay.text);
        let replay = replay.json;
        assert_eq!((&replay["looked_at"], &replay["is_complete"], &replay["answerer"]), (&json!(4), &json!(true), &json!("extractive")));
        let asked = questions(&replay);
        assert!(asked.contains(&"Can I return boots?") && !asked.contains(&"Where is my order?"), "{asked:?}");
        let first = &replay["items"][0];
        assert_eq!((&first["changes"], &first["times"]), (&json!(true), &json!(2)), "{replay}");
        assert!(first["before"]["text"].as_str().unwrap().contains("30 days"));
        assert_eq!((&first["after"]["text"], &first["after"]["kind"]), (&json!(BETTER), &json!("answer")));
        assert_eq!(first["after"]["sources"][0]["document_id"], Value::Null);
        assert_eq!(replay["replaces"], Value::Null);
        let conversation = format!("/api/v1/conversations/{}", first["conversation_id"].as_str().unwrap());
        assert_eq!(maya.get(&conversation).await.status, 200);

        // Nothing was stored.
        assert_eq!(maya.get("/api/v1/events?after=0").await.json["latest_seq"], events);
        assert_eq!(maya.get("/api/v1/knowledge/sources").await.json["items"].as_array().unwrap().len(), 1);
        assert!(ask(&site, QUESTION).await.contains("30 days"));

        let published = maya.post(&path, correction.clone()).await;
        assert_eq!((published.status, &published.json["kind"], &published.json["status"]), (200, &json!("answer"), &json!("ready")));
        assert_eq!(published.json["title"], QUESTION);
        assert_eq!(ask(&site, QUESTION).await, format!("{BETTER} [1]"));
        let owner = site.member(&site.tenant.owner).await;
        let audit = owner.get("/api/v1/audit").await;
        let acts = audit.json["items"].as_array().unwrap();
        assert_eq!(acts.iter().filter(|act| act["action"] == "knowledge.correct").count(), 1, "{}", audit.text);

        // The same question once more: the earlier answer goes.
        let again = json!({"question": QUESTION, "answer": "Within 90 days."});
        let replay = maya.post(&format!("{path}/preview"), again.clone()).await.json;
        assert_eq!(replay["replaces"], published.json["id"]);
        assert_eq!((&replay["items"][0]["before"]["text"], &replay["items"][0]["after"]["text"]), (&json!(BETTER), &json!("Within 90 days.")));
        let second = maya.post(&path, again).await;
        assert_eq!(second.json["id"], published.json["id"]);
        assert_eq!(ask(&site, QUESTION).await, "Within 90 days. [1]");
        let same = maya.post(&format!("{path}/preview"), json!({"question": QUESTION, "answer": "Within 90 days."})).await.json;
        assert!(same["items"].as_array().unwrap().iter().all(|item| item["changes"] == json!(false)), "{same}");
    }

    async fn a_correction_asks_only_the_visitors_of_its_own_assistant(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        ask(&site, QUESTION).await;
        let other = maya.post("/api/v1/assistants", json!({"name": "Other"})).await;
        let path = |id: &Value| format!("/api/v1/assistants/{}/corrections/preview", id.as_str().unwrap());
        let correction = json!({"question": QUESTION, "answer": BETTER});
        let theirs = maya.post(&path(&other.json["id"]), correction.clone()).await;
        assert_eq!((theirs.status, &theirs.json["looked_at"]), (200, &json!(0)), "{}", theirs.text);
        let ours = json!(site.tenant.assistant.id);
        assert_eq!(maya.post(&path(&ours), correction).await.json["looked_at"], 1);
    }

    async fn who_may_not_change_knowledge_corrects_nothing_and_bad_words_say_why(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let viewer = site.member(&site.tenant.viewer).await;
        let path = format!("/api/v1/assistants/{}/corrections", site.tenant.assistant.id);
        for path in [path.clone(), format!("{path}/preview")] {
            let correction = json!({"question": QUESTION, "answer": BETTER});
            assert_eq!(viewer.post(&path, correction).await.status, 403);
            let empty = maya.post(&path, json!({"question": " ", "answer": BETTER})).await;
            assert_eq!((empty.status, &empty.json["fields"]["question"]), (422, &json!("Write the question that this answers.")));
            let long = maya.post(&path, json!({"question": QUESTION, "answer": "x".repeat(4_001)})).await;
            assert_eq!((long.status, &long.json["fields"]["answer"]), (422, &json!("Keep the answer under 4,000 characters.")));
        }
        assert_eq!(maya.get("/api/v1/knowledge/sources").await.json["items"], json!([]));
    }

    async fn why_an_answer_tells_that_it_was_held_and_who_let_it_pass(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        read(&site, &maya).await;
        let assistant = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        ask(&site, QUESTION).await;
        let held = json!({"autopilot": {"mode": "held", "hold_s": 60, "unseen": "escalate"}});
        assert_eq!(maya.patch(&assistant, held).await.status, 200);
        assert_eq!(ask(&site, QUESTION).await, "");
        let rows = maya.get("/api/v1/conversations?sort=newest").await.json["items"].clone();
        let of = |is_held: bool| {
            let row = rows.as_array().unwrap().iter().find(|row| row["held_until"].is_null() != is_held).unwrap();
            format!("/api/v1/conversations/{}", row["id"].as_str().unwrap())
        };
        let events = maya.get(&format!("{}/events", of(true))).await.json["items"].clone();
        let told = events.as_array().unwrap().iter().find(|event| event["type"] == "answer.held").unwrap();
        let answer = told["data"]["answer"]["id"].as_str().unwrap();
        let passed = maya.post(&format!("{}/held-answers/{answer}/pass", of(true)), json!({})).await;
        assert_eq!(passed.status, 200, "{}", passed.text);
        let turn = async |conversation: String| {
            let messages = maya.get(&format!("{conversation}/messages")).await.json["items"].clone();
            let turn = messages[1]["turn_id"].as_str().unwrap().to_owned();
            maya.get(&format!("{conversation}/turns/{turn}")).await.json
        };
        let view = turn(of(true)).await;
        assert_eq!((&view["held"]["state"], &view["held"]["unseen"]), (&json!("passed"), &json!("escalate")), "{view}");
        assert_eq!(view["held"]["decided_by"]["name"], "Maya");
        assert_eq!(view["outcome"], "answered");
        assert_eq!(turn(of(false)).await["held"], Value::Null);
    }
}
