//! What is written for teammates on request.

use baton_api::Options;
use baton_testkit::{
    Answer, Client, Site, TestApp, TestDb,
    app::Made,
    fake_model::{Behaviour, FakeModel},
};
use serde_json::{Value, json};

/// The pieces of an answer.
fn pieces(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/x-ndjson");
    let lines = answer.text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Maya holds a conversation about shipping, which the assistant knows of.
async fn held(site: &Site) -> (Client, Client, String) {
    let owner = site.member(&site.tenant.owner).await;
    let source = json!({"assistant_id": site.tenant.assistant.id, "title": "Shipping",
        "text": "# Shipping\n\nShipping to Bergen takes two days."});
    assert_eq!(
        owner.post("/api/v1/knowledge/sources", source).await.status,
        202
    );
    site.app.drain_jobs().await.unwrap();
    let visitor = site.visitor().await;
    let said = json!({"client_id": "1", "body": "How long does shipping to Bergen take?"});
    assert_eq!(visitor.post("/v1/widget/messages", said).await.status, 201);
    site.app.drain_jobs().await.unwrap();
    let newest = owner.get("/api/v1/conversations").await.json["items"][0]["id"].clone();
    let path = format!("/api/v1/conversations/{}", newest.as_str().unwrap());
    let maya = site.member(&site.tenant.maya).await;
    assert_eq!(
        maya.post(&format!("{path}/claim"), json!({})).await.status,
        200
    );
    (visitor, maya, path)
}

baton_testkit::both_databases! {
    /// A draft comes line by line with its sources; it is in no transcript, and only the holder gets one.
    async fn a_draft_comes_piece_by_piece_to_the_holder_alone(db: TestDb) {
        let model = FakeModel::start().await;
        let app = TestApp::made(db, Made::asking(&model)).await;
        let site = Site::of(app, None, Options::default()).await;
        let (visitor, maya, path) = held(&site).await;
        model.set(Behaviour::Says("It takes two days to Bergen, [1] for sure.".into()));
        assert_eq!(maya.get("/api/v1/copilot").await.json, json!({"model": true}));
        let before = maya.get(&format!("{path}/messages")).await.text;
        let told = maya.get(&format!("{path}/events")).await.text;
        let drafted = pieces(&maya.post(&format!("{path}/draft"), json!({})).await);
        let (last, deltas) = drafted.split_last().unwrap();
        assert!(deltas.len() > 1 && deltas.iter().all(|piece| piece["type"] == "delta"), "{drafted:?}");
        let said: String = deltas.iter().map(|piece| piece["text"].as_str().unwrap()).collect();
        assert_eq!(said, "It takes two days to Bergen, [1] for sure.");
        assert_eq!((&last["type"], &last["text"], &last["model"]), (&json!("done"), &json!(said), &json!("fake")));
        let source = &last["sources"][0];
        assert_eq!((&source["n"], &source["title"], &source["url"]), (&json!(1), &json!("Shipping"), &Value::Null));

        let revision = json!({"text": last["text"], "sources": [source["chunk_id"]], "how": "shorter"});
        model.set(Behaviour::Says("Two days. [1]".into()));
        let shorter = pieces(&maya.post(&format!("{path}/draft/revise"), revision).await);
        assert_eq!(shorter.last().unwrap()["text"], "Two days. [1]");
        for (wrong, field) in [
            (json!({"text": " ", "sources": [source["chunk_id"]], "how": "formal"}), "text"),
            (json!({"text": "x", "sources": [], "how": "formal"}), "sources"),
            (json!({"text": "x", "sources": [source["chunk_id"]], "how": "translated"}), "language"),
        ] {
            let refused = maya.post(&format!("{path}/draft/revise"), wrong).await;
            assert_eq!((refused.status, refused.json["fields"][field].is_string()), (422, true), "{}", refused.text);
        }
        model.set(Behaviour::Says("- Asked about shipping".into()));
        let summary = pieces(&maya.post(&format!("{path}/summary"), json!({})).await);
        assert_eq!(summary.last().unwrap()["text"], "- Asked about shipping");

        assert_eq!(maya.get(&format!("{path}/messages")).await.text, before);
        assert_eq!(maya.get(&format!("{path}/events")).await.text, told, "no event tells of it");
        let seen = visitor.get("/v1/widget/messages?after=0").await;
        assert!(!seen.text.contains("for sure") && !seen.text.contains("Asked about"), "{}", seen.text);
        let tomas = site.member(&site.tenant.tomas).await;
        assert_eq!(tomas.post(&format!("{path}/draft"), json!({})).await.problem(), (409, "must_claim_first"));
        let metrics = site.nobody().get("/metrics").await.text;
        assert!(metrics.contains(r#"baton_copilot_requests_total{outcome="written"} 3"#), "{metrics}");
    }

    /// Whoever asks again and again is told when to come back; the others are not held up.
    async fn a_teammate_writes_no_more_than_so_much_in_a_minute(db: TestDb) {
        let site = Site::new(db).await;
        let (_, maya, path) = held(&site).await;
        let draft = format!("{path}/draft");
        let mut written = 0;
        let refused = loop {
            let answer = maya.post(&draft, json!({})).await;
            if answer.status != 200 {
                break answer;
            }
            assert_eq!(pieces(&answer).last().unwrap()["type"], "done");
            written += 1;
            // A slow machine gives it time to grow back; without a limit there is no end.
            assert!(written < 60, "no end");
        };
        assert_eq!(refused.problem(), (429, "rate_limited"));
        assert!(written >= 20, "{written}");
        let tomas = site.member(&site.tenant.tomas).await;
        assert_eq!(tomas.post(&draft, json!({})).await.problem(), (409, "must_claim_first"));
    }

    /// Without a model a draft quotes, and the rest says what is missing.
    async fn without_a_model_a_draft_quotes(db: TestDb) {
        let site = Site::new(db).await;
        let (_, maya, path) = held(&site).await;
        assert_eq!(maya.get("/api/v1/copilot").await.json, json!({"model": false}));
        let drafted = pieces(&maya.post(&format!("{path}/draft"), json!({})).await);
        let last = drafted.last().unwrap();
        assert_eq!((&last["type"], &last["answerer"]), (&json!("done"), &json!("extractive")));
        assert!(last["text"].as_str().unwrap().contains("two days"), "{last}");
        let refused = maya.post(&format!("{path}/summary"), json!({})).await;
        assert_eq!(refused.problem(), (409, "conflict"));
        assert!(refused.text.contains("BATON_LLM_URL"), "{}", refused.text);
    }
}
