use baton_testkit::{Site, TestDb};
use serde_json::{Value, json};

baton_testkit::both_databases! {
    /// The console asks when a search found nothing, with the filters that it was made with.
    async fn a_search_that_found_nothing_gets_a_better_spelling(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let visitor = site.visitor().await;
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "My gaiter tore"})).await;
        let asked = async |query: &str| {
            let told = maya.get(&format!("/api/v1/conversations/suggestion{query}")).await;
            (told.status, told.json["q"].clone())
        };
        assert_eq!(asked("?q=gaitor").await, (200, json!("gaiter")));
        for none in ["", "?q=", "?q=xylophone", "?q=gaitor&view=mine", "?q=gaitor&status=resolved"] {
            assert_eq!(asked(none).await, (200, Value::Null), "{none}");
        }
        let other = site.app.tenant("Other").await;
        let stranger = site.member(&other.owner).await;
        assert_eq!(stranger.get("/api/v1/conversations/suggestion?q=gaitor").await.json["q"], Value::Null);
    }

    /// R055, R057: a row has what was said last, when, and who holds it.
    async fn the_inbox_lists_who_wrote_with_what_surrounds_it(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        site.visitor().await;
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "Do you resole boots?"})).await;

        let page = maya.get("/api/v1/conversations").await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert_eq!(page.json["items"].as_array().unwrap().len(), 1);
        assert!(page.json["next_cursor"].is_null());
        let shown = &page.json["items"][0];
        assert_eq!(shown["baton"]["holder"], "assistant");
        assert_eq!(shown["assistant"]["name"], "Scout");
        assert_eq!((&shown["unread"], &shown["last_seq"], &shown["engaged"]), (&json!(1), &json!(1), &json!(true)));
        assert_eq!(shown["last_message"]["preview"], "Do you resole boots?");
        assert_eq!(shown["last_message"]["at"], "2026-11-20T10:00:00.000Z", "{}", page.text);
        assert_eq!(shown["tags"], json!([]));
        assert!(shown.get("match").is_none());

        let path = format!("/api/v1/conversations/{}", shown["id"].as_str().unwrap());
        maya.post(&format!("{path}/claim"), json!({})).await;
        let claimed = maya.get("/api/v1/conversations").await;
        assert_eq!(claimed.json["items"][0]["baton"]["person"]["name"], "Maya");
        maya.post(&format!("{path}/release"), json!({})).await;

        let everyone = maya.get("/api/v1/conversations?engaged=false&limit=1").await;
        assert_eq!(everyone.json["items"].as_array().unwrap().len(), 1);
        let cursor = everyone.json["next_cursor"].as_str().unwrap();
        let rest = maya.get(&format!("/api/v1/conversations?engaged=false&cursor={cursor}")).await;
        assert_eq!(rest.json["items"].as_array().unwrap().len(), 1);
        assert_ne!(rest.json["items"][0]["id"], everyone.json["items"][0]["id"]);

        let found = maya.get("/api/v1/conversations?q=resole").await;
        assert_eq!(found.json["items"][0]["match"], json!({"seq": 1, "is_note": false, "snippet": "Do you <<resole>> boots?"}));
        let counts = maya.get("/api/v1/conversations/counts").await;
        assert_eq!(counts.json, json!({"all": 1, "waiting": 0, "mine": 0, "leads_new": 0}));
    }

    async fn what_does_not_fit_is_refused(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        for query in ["view=theirs", "assistant=1", "status=closed", "limit=-1"] {
            let refused = maya.get(&format!("/api/v1/conversations?{query}")).await;
            assert_eq!((refused.status, &refused.json["code"]), (400, &json!("bad_request")), "{query}");
        }
        let refused = maya.get("/api/v1/conversations?cursor=x").await;
        assert_eq!((refused.status, refused.json["fields"]["cursor"].is_string()), (422, true));
        assert_eq!(site.nobody().get("/api/v1/conversations").await.status, 401);
    }
}
