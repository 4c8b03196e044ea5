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
        assert_eq!((&stayed.json["baton"]["holder"], &stayed.json["baton"]["waits"]), (&json!("nobody"), &json!("assisted")));
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

    /// A thumb and a word about an answer: kept once, replaced, taken back, told to the team, and never of what is somebody else's.
    async fn an_answer_is_rated(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "do you sell boots?"})).await;
        site.app.drain_jobs().await.unwrap();
        let rate = async |seq: i64, thumb: serde_json::Value, comment: &str| {
            visitor.post("/v1/widget/ratings", json!({"seq": seq, "thumb": thumb, "comment": comment})).await
        };
        assert_eq!(rate(2, json!("up"), "").await.status, 204);
        assert_eq!(rate(2, json!("up"), "").await.status, 204);
        assert_eq!(rate(2, json!("down"), " Which sizes? ").await.status, 204);
        for (seq, why) in [(1, "their own words"), (9, "nothing")] {
            assert_eq!(rate(seq, json!("up"), "").await.status, 404, "{why}");
        }
        let long = rate(2, json!("down"), &"x".repeat(501)).await;
        assert_eq!((long.status, &long.json["fields"]["comment"]), (422, &json!("Keep the comment under 500 characters.")));
        assert_eq!(rate(2, json!("sideways"), "").await.status, 422);
        let passer_by = site.visitor().await;
        assert_eq!(passer_by.post("/v1/widget/ratings", json!({"seq": 2, "thumb": "up"})).await.status, 404);

        let id = maya.get("/api/v1/conversations").await.json["items"][0]["id"].as_str().unwrap().to_owned();
        let told = async || {
            let events = maya.get(&format!("/api/v1/conversations/{id}/events")).await.json;
            let all = events["items"].as_array().unwrap().clone();
            all.into_iter().filter(|event| event["type"] == "message.rated").map(|event| event["data"].clone()).collect::<Vec<_>>()
        };
        let up = json!({"message_seq": 2, "rating": {"thumb": "up", "comment": null}});
        let down = json!({"message_seq": 2, "rating": {"thumb": "down", "comment": "Which sizes?"}});
        assert_eq!(told().await, [up.clone(), down.clone()], "the same again is no news");
        assert_eq!(rate(2, json!(null), "").await.status, 204);
        assert_eq!(told().await, [up, down, json!({"message_seq": 2, "rating": null})]);
        // What a visitor cleared away they do not see, and cannot rate.
        visitor.post("/v1/widget/clear", json!({})).await;
        assert_eq!(rate(2, json!("up"), "").await.status, 404);
    }

    /// The pages that a visitor was on, from loading them and from within: the newest first, 30 at most, and nothing secret.
    async fn a_visitor_leaves_a_trail_of_pages(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "hi"})).await;
        let id = maya.get("/api/v1/conversations").await.json["items"][0]["id"].as_str().unwrap().to_owned();
        let trail = async || maya.get(&format!("/api/v1/conversations/{id}/pages")).await.json["items"].as_array().unwrap().clone();
        let landed = trail().await;
        assert_eq!(landed.len(), 1, "the page that loaded the widget: {landed:?}");
        let come = async |url: &str, title: &str| {
            site.app.clock.advance_ms(1_000);
            visitor.post("/v1/widget/pages", json!({"url": url, "title": title})).await.status
        };
        assert_eq!(come("https://shop.example/boots?token=secret&utm_source=ad#top", "Boots").await, 204);
        assert_eq!(come("https://shop.example/boots?utm_source=ad", "Boots").await, 204);
        assert_eq!(come("javascript:alert(1)", "x").await, 422);
        let seen = trail().await;
        assert_eq!(seen.len(), 2, "the same page is one visit");
        assert_eq!((&seen[0]["url"], &seen[0]["title"]), (&json!("https://shop.example/boots?utm_source=ad"), &json!("Boots")));
        let now = maya.get(&format!("/api/v1/conversations/{id}")).await.json["page"].clone();
        assert_eq!(now, json!({"url": "https://shop.example/boots?utm_source=ad", "title": "Boots"}));
        for n in 0..40 {
            assert_eq!(come(&format!("https://shop.example/{n}"), "").await, 204);
        }
        let seen = trail().await;
        assert_eq!((seen.len(), &seen[0]["url"], &seen[29]["url"]),
            (30, &json!("https://shop.example/39"), &json!("https://shop.example/10")));
        // It goes with the conversation.
        let owner = site.member(&site.tenant.owner).await;
        assert_eq!(owner.delete(&format!("/api/v1/conversations/{id}")).await.status, 204);
        site.app.drain_jobs().await.unwrap();
        let left: i64 = site.app.db.read(async |conn| {
            conn.fetch_one(baton_db::sql!(global; "SELECT count(*) FROM page_views")).await
        }).await.unwrap();
        assert_eq!(left, 0);
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

    /// Widget: a token is of one conversation and holds for 60 minutes.
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

    /// Widget: what is allowed hangs on the token. Of many visitors behind one address the one who writes too much is
    /// stopped, and no other.
    async fn a_visitor_who_writes_too_much_stops_nobody_behind_the_same_address(db: TestDb) {
        let site = limited(db, Allowances::default()).await;
        let from = "203.0.113.7";
        let loud = site.visitor().await.with("x-forwarded-for", from);
        let mut refused = 0;
        for n in 0..14 {
            refused += usize::from(say(&loud, n).await.status == 429);
        }
        assert!(refused > 0, "nobody stopped it");
        for n in 0..6 {
            let quiet = site.visitor().await.with("x-forwarded-for", from);
            assert_eq!(say(&quiet, n).await.status, 201, "visitor {n}");
        }
        // From another address it is the same visitor.
        let moved = loud.with("x-forwarded-for", "203.0.113.8");
        assert_eq!(say(&moved, 99).await.status, 429);
    }

    /// Widget: who opens the chat for the first time is asked for details where the assistant wants it; not who has written
    /// or left some.
    async fn the_form_comes_first_for_whoever_is_new(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.member(&site.tenant.owner).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        let init = async |visitor: Option<&str>| {
            let body = json!({"assistant": site.tenant.assistant.id, "visitor": visitor, "page": {"url": "https://shop.example/"}});
            site.visiting().post("/v1/widget/init", body).await.json
        };
        assert_eq!(init(None).await["assistant"]["form_first"], false);
        assert_eq!(owner.patch(&path, json!({"form_first": true, "side": "start", "tagline": "An AI from Bergen"})).await.status, 200);
        let new = init(None).await;
        let look = &new["assistant"];
        assert_eq!((&look["form_first"], &look["side"], &look["tagline"]), (&json!(true), &json!("start"), &json!("An AI from Bergen")));
        let known = new["visitor"].as_str();
        let visitor = site.visiting().bearing(new["token"].as_str().unwrap());
        let lead = json!({"client_id": "l", "source": "form", "email": "ruth@example.org", "fields": {}, "consent": true});
        assert_eq!(visitor.post("/v1/widget/leads", lead).await.status, 201);
        assert_eq!(init(known).await["assistant"]["form_first"], false, "who left some");
        let other = init(None).await;
        let visitor = site.visiting().bearing(other["token"].as_str().unwrap());
        assert_eq!(say(&visitor, 1).await.status, 201);
        assert_eq!(init(other["visitor"].as_str()).await["assistant"]["form_first"], false, "who has written");
        let refused = owner.patch(&path, json!({"tagline": "x".repeat(61)})).await;
        assert_eq!((refused.status, refused.json["fields"]["tagline"].is_string()), (422, true));
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
