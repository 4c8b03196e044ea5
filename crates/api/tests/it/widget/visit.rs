use baton_api::{Allowances, Options};
use baton_testkit::{Answer, Client, Site, TestDb};
use serde_json::json;

baton_testkit::both_databases! {
    async fn a_message_is_stored_once(db: TestDb) {
        let site = Site::new(db).await;
        let visitor = site.visitor().await;
        let message = json!({"client_id": "c1", "body": " hello "});
        let first = visitor.post("/v1/widget/messages", message.clone()).await;
        let again = visitor.post("/v1/widget/messages", message).await;
        assert_eq!((first.status, again.status), (201, 200));
        assert_eq!((&first.json, &first.json["body"]), (&again.json, &json!("hello")));
        let long = json!({"client_id": "c2", "body": "x".repeat(4_001)});
        assert_eq!(visitor.post("/v1/widget/messages", long).await.json["fields"]["body"], "Keep the message under 4,000 characters.");
        let missed = visitor.get("/v1/widget/messages?after=0").await;
        assert_eq!((&missed.json["last_seq"], &missed.json["has_more"]), (&json!(1), &json!(false)));
    }

    async fn a_visitor_asks_for_a_person_and_changes_their_mind(db: TestDb) {
        let site = Site::new(db).await;
        let visitor = site.visitor().await;
        let asked = visitor.post("/v1/widget/request-human", json!({})).await;
        assert_eq!(asked.json["baton"]["holder"], "nobody");
        assert!(asked.json["baton"]["waiting_since"].is_string());
        let stayed = visitor.post("/v1/widget/stay", json!({})).await;
        assert_eq!((&stayed.json["baton"]["holder"], &stayed.json["baton"]["waiting_since"]), (&json!("assistant"), &json!(null)));
    }

    async fn small_signs_are_taken_and_bounded(db: TestDb) {
        let site = Site::new(db).await;
        let visitor = site.visitor().await;
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "hi"})).await;
        assert_eq!(visitor.post("/v1/widget/typing", json!({"on": true})).await.status, 204);
        assert_eq!(visitor.post("/v1/widget/read", json!({"seq": 1})).await.status, 204);
        let counted = json!({"events": [{"name": "opened", "data": {"from": "teaser"}}, {"name": "closed"}]});
        assert_eq!(visitor.post("/v1/widget/events", counted).await.status, 204);
        let many: Vec<_> = (0..51).map(|_| json!({"name": "x"})).collect();
        for events in [json!(many), json!([{"name": "two words"}]), json!([{"name": "x", "data": "y".repeat(3_000)}])] {
            assert_eq!(visitor.post("/v1/widget/events", json!({"events": events})).await.status, 422);
        }
        assert_eq!(visitor.post("/v1/widget/clear", json!({})).await.status, 204);
        assert_eq!(visitor.get("/v1/widget/messages").await.json["items"], json!([]));
    }

    async fn a_visitor_is_forgotten(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "hi"})).await;
        assert_eq!(visitor.delete("/v1/widget/me").await.status, 204);
        assert_eq!(maya.get("/api/v1/conversations?engaged=false").await.json["items"], json!([]));
        assert_eq!(visitor.get("/v1/widget/messages").await.status, 401);
        assert_eq!(visitor.post("/v1/widget/messages", json!({"client_id": "2", "body": "hi"})).await.status, 401);
    }

    async fn a_token_runs_out_and_another_is_none(db: TestDb) {
        let site = Site::new(db).await;
        let visitor = site.visitor().await;
        site.app.clock.advance_ms(61 * 60 * 1_000);
        let late = visitor.get("/v1/widget/messages").await;
        assert_eq!((late.status, &late.json["code"]), (401, &json!("token_expired")));
        for token in ["x", "a.b", "btn_000000"] {
            let refused = site.nobody().bearing(token).get("/v1/widget/messages").await;
            assert_eq!((refused.status, &refused.json["code"]), (401, &json!("unauthorized")));
        }
        let owner = site.member(&site.tenant.owner).await;
        assert_eq!(owner.get("/v1/widget/messages").await.status, 401);
    }

    async fn too_many_messages_at_once_are_refused(db: TestDb) {
        let site = Site::new(db).await;
        let visitor = site.visitor().await;
        let mut statuses = Vec::new();
        for n in 0..12 {
            statuses.push(visitor.post("/v1/widget/messages", json!({"client_id": n.to_string(), "body": "x"})).await.status);
        }
        assert!(statuses.iter().take(10).all(|s| *s == 201) && statuses.last() == Some(&429), "{statuses:?}");
    }

    async fn many_visitors_at_one_address_share_what_it_may_write(db: TestDb) {
        let visitors = Allowances { messages_of_address: 6, ..Allowances::default() };
        let site = limited(db, visitors).await;
        let first = "203.0.113.7";
        let mut statuses = Vec::new();
        for n in 0..4 {
            let visitor = site.visitor().await.with("x-forwarded-for", first);
            statuses.push(say(&visitor, n).await.status);
        }
        assert_eq!(statuses, [201, 201, 201, 429]);
        let lead = json!({"client_id": uuid::Uuid::new_v4(), "source": "form", "email": "ruth@example.org",
            "fields": {}, "consent": true});
        let left = site.visitor().await.with("x-forwarded-for", first).post("/v1/widget/leads", lead).await;
        assert_eq!((left.status, &left.json["code"]), (429, &json!("rate_limited")));
        assert!(!left.header("retry-after").is_empty());
        let elsewhere = site.visitor().await.with("x-forwarded-for", "203.0.113.8");
        assert_eq!(say(&elsewhere, 9).await.status, 201);
    }

    async fn all_visitors_of_a_workspace_share_what_it_takes_and_no_other_one_is_hit(db: TestDb) {
        let visitors = Allowances { messages_of_workspace: 6, ..Allowances::default() };
        let site = limited(db, visitors).await;
        let other = site.app.tenant("Other").await.arrive(&site.app).await;
        let mut statuses = Vec::new();
        for n in 0..4 {
            let visitor = site.visitor().await.with("x-forwarded-for", &format!("203.0.113.{n}"));
            statuses.push(say(&visitor, n).await.status);
        }
        assert_eq!(statuses, [201, 201, 201, 429]);
        let neighbour = site.nobody().bearing(&other.token).with("origin", "https://shop.example");
        assert_eq!(say(&neighbour, 9).await.status, 201);
    }
}

/// A server behind a proxy on this machine.
async fn limited(db: TestDb, visitors: Allowances) -> Site {
    let options = Options {
        trusted_proxies: vec!["127.0.0.1/32".parse().unwrap()],
        visitors,
        ..Options::default()
    };
    Site::with(db, None, options).await
}

async fn say(visitor: &Client, n: usize) -> Answer {
    let message = json!({"client_id": n.to_string(), "body": "Hello?"});
    visitor.post("/v1/widget/messages", message).await
}
