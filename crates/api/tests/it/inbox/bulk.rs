use baton_testkit::{Answer, Client, Site, TestDb};
use serde_json::{Value, json};

async fn wrote(site: &Site, n: usize) -> Vec<String> {
    for _ in 0..n {
        let visitor = site.visitor().await;
        let said = json!({"client_id": "1", "body": "Do you sell boots?"});
        assert_eq!(visitor.post("/v1/widget/messages", said).await.status, 201);
        site.app.clock.advance_ms(1_000);
    }
    let owner = site.member(&site.tenant.owner).await;
    let page = owner.get("/api/v1/conversations").await.json;
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|c| c["id"].as_str().unwrap().to_owned())
        .collect()
}

async fn bulk(client: &Client, ids: &[String], mut wish: Value) -> Answer {
    wish["ids"] = json!(ids);
    client.post("/api/v1/conversations/bulk", wish).await
}

/// The code of each problem, or null.
fn codes(answer: &Answer) -> Vec<Value> {
    let results = answer.json["results"].as_array().unwrap();
    results
        .iter()
        .map(|one| one["problem"]["code"].clone())
        .collect()
}

baton_testkit::both_databases! {
    /// Each of a selection has a result of its own, and what cannot be done says why without keeping the others.
    async fn one_that_cannot_keeps_no_other(db: TestDb) {
        let site = Site::new(db).await;
        let mut ids = wrote(&site, 3).await;
        let (maya, tomas) = (site.member(&site.tenant.maya).await, site.member(&site.tenant.tomas).await);
        let claimed = tomas.post(&format!("/api/v1/conversations/{}/claim", ids[1]), json!({})).await;
        assert_eq!(claimed.status, 200);
        ids.push(uuid::Uuid::nil().to_string());
        ids.push(ids[0].clone());
        let taken = bulk(&maya, &ids, json!({"action": "claim"})).await;
        assert_eq!(taken.status, 200, "{}", taken.text);
        assert_eq!(codes(&taken), [Value::Null, json!("already_claimed"), Value::Null, json!("not_found")]);
        let first = &taken.json["results"][0];
        assert_eq!(first["conversation"]["baton"]["person"]["name"], "Maya");
        let problem = &taken.json["results"][1]["problem"];
        assert_eq!(problem["holder"]["name"], "Tomás");
        assert_ne!(problem["request_id"], "", "whoever asks for help can name it");
        let closed = bulk(&maya, &ids[..3], json!({"action": "resolve"})).await;
        assert_eq!(codes(&closed), [Value::Null, json!("must_claim_first"), Value::Null]);
        let opened = bulk(&maya, &ids[..1], json!({"action": "reopen"})).await;
        assert_eq!(opened.json["results"][0]["conversation"]["baton"]["status"], "open");
    }

    /// Tags, responsibility and snoozing of many, and how each is taken back.
    async fn what_is_done_to_many_is_taken_back_of_many(db: TestDb) {
        let site = Site::new(db).await;
        let ids = wrote(&site, 2).await;
        let maya = site.member(&site.tenant.maya).await;
        let tomas = site.tenant.tomas.person.id;
        let seen = |answer: &Answer, field: &str| -> Vec<Value> {
            let results = answer.json["results"].as_array().unwrap();
            results.iter().map(|one| one["conversation"][field].clone()).collect()
        };
        let tagged = bulk(&maya, &ids, json!({"action": "tag", "name": "Returns"})).await;
        let has = |tags: &Value| tags.as_array().unwrap().contains(&json!("returns"));
        assert!(seen(&tagged, "tags").iter().all(has), "{}", tagged.text);
        let untagged = bulk(&maya, &ids, json!({"action": "untag", "name": "returns"})).await;
        assert!(!seen(&untagged, "tags").iter().any(has), "{}", untagged.text);
        let assigned = bulk(&maya, &ids, json!({"action": "assign", "user_id": tomas})).await;
        assert!(seen(&assigned, "agent").iter().all(|agent| agent["name"] == "Tomás"), "{}", assigned.text);
        let nobody = bulk(&maya, &ids, json!({"action": "assign", "user_id": null})).await;
        assert_eq!(seen(&nobody, "agent"), [Value::Null, Value::Null]);
        let away = bulk(&maya, &ids, json!({"action": "snooze", "for": "monday"})).await;
        assert!(seen(&away, "snoozed_until").iter().all(Value::is_string), "{}", away.text);
        let back = bulk(&maya, &ids, json!({"action": "unsnooze"})).await;
        assert_eq!(seen(&back, "snoozed_until"), [Value::Null, Value::Null]);
    }

    /// What a visitor wrote after the rows were looked at is not put away unread; the others are.
    async fn what_was_written_meanwhile_is_not_put_away(db: TestDb) {
        let site = Site::new(db).await;
        let mut ids = wrote(&site, 1).await;
        let visitor = site.visitor().await;
        let write = async |client_id: &str| {
            let said = json!({"client_id": client_id, "body": "Are you there?"});
            assert_eq!(visitor.post("/v1/widget/messages", said).await.status, 201);
        };
        write("1").await;
        let maya = site.member(&site.tenant.maya).await;
        let rows = maya.get("/api/v1/conversations").await.json;
        let rows = rows["items"].as_array().unwrap();
        let seqs: serde_json::Map<_, _> = rows
            .iter()
            .map(|row| (row["id"].as_str().unwrap().to_owned(), row["last_seq"].clone()))
            .collect();
        ids.insert(0, rows[0]["id"].as_str().unwrap().to_owned());
        write("2").await;
        let away = bulk(&maya, &ids, json!({"action": "snooze", "for": "1h", "last_seqs": seqs})).await;
        assert_eq!(codes(&away), [json!("conflict"), Value::Null], "{}", away.text);
        let again = bulk(&maya, &ids[..1], json!({"action": "snooze", "for": "1h"})).await;
        assert_eq!(codes(&again), [Value::Null], "{}", again.text);
    }

    /// R094: who only reads changes nothing, and neither does a request that says too much or too little.
    async fn who_only_reads_changes_nothing(db: TestDb) {
        let site = Site::new(db).await;
        let ids = wrote(&site, 1).await;
        let viewer = site.member(&site.tenant.viewer).await;
        assert_eq!(bulk(&viewer, &ids, json!({"action": "resolve"})).await.status, 403);
        let maya = site.member(&site.tenant.maya).await;
        let many = vec![ids[0].clone(); 101];
        for (ids, wish) in [
            (&ids[..0], json!({"action": "resolve"})),
            (&many[..], json!({"action": "resolve"})),
            (&ids[..], json!({"action": "snooze"})),
            (&ids[..], json!({"action": "explode"})),
        ] {
            let refused = bulk(&maya, ids, wish).await;
            assert_eq!(refused.status, 422, "{}", refused.text);
        }
        let kept = maya.get(&format!("/api/v1/conversations/{}", ids[0])).await;
        assert_eq!(kept.json["baton"]["status"], "open");
    }
}
