use baton_api::{Allowances, Options};
use baton_testkit::{Site, TestDb};
use reqwest::Method;
use serde_json::json;

baton_testkit::both_databases! {
    async fn a_widget_starts_and_is_known_again(db: TestDb) {
        let site = Site::new(db).await;
        let page = site.nobody().with("origin", "https://shop.example");
        let init = json!({"assistant": site.tenant.assistant.id, "page": {"url": "https://shop.example/boots?utm_source=ad"}, "locale": "de"});
        let first = page.post("/v1/widget/init", init.clone()).await;
        assert_eq!(first.status, 200, "{}", first.text);
        assert_eq!(first.json["assistant"]["company"], "Larch & Tarn");
        assert_eq!((&first.json["rules"], &first.json["messages"], &first.json["unread"]), (&json!([]), &json!([]), &json!(0)));
        let id = first.json["conversation"]["id"].as_str().unwrap();
        let realtime = &first.json["realtime"];
        assert_eq!(realtime["channel"], format!("private-conversation.{id}"));
        assert_eq!((&realtime["path"], &realtime["port"], &realtime["tls"]), (&json!("/realtime"), &json!(8080), &json!(false)));

        let mut again = init;
        again["visitor"] = first.json["visitor"].clone();
        let second = page.post("/v1/widget/init", again.clone()).await;
        assert_eq!(second.json["conversation"]["id"], id);
        site.app.clock.advance_ms(25 * 60 * 60 * 1_000);
        let later = page.post("/v1/widget/init", again).await;
        assert_ne!(later.json["conversation"]["id"], id);
        assert_eq!(later.json["visitor"], first.json["visitor"]);
    }

    async fn only_allowed_pages_may_start_it(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.member(&site.tenant.owner).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        owner.patch(&path, json!({"allowed_origins": ["https://shop.example"]})).await;
        let init = json!({"assistant": site.tenant.assistant.id});
        let from = async |origin: &str| site.nobody().with("origin", origin).post("/v1/widget/init", init.clone()).await.status;
        assert_eq!(from("https://shop.example").await, 200);
        assert_eq!(from("https://evil.example").await, 403);
        assert_eq!(from("null").await, 403);
        assert_eq!(site.nobody().post("/v1/widget/init", init.clone()).await.status, 403);
        // Our own pages, also where the browser sends no Origin.
        assert_eq!(from(&site.url).await, 200);
        let ours = site.nobody().with("sec-fetch-site", "same-origin");
        assert_eq!(ours.post("/v1/widget/init", init.clone()).await.status, 200);
        let unknown = json!({"assistant": site.app.ids.next::<uuid::Uuid>()});
        assert_eq!(site.nobody().post("/v1/widget/init", unknown).await.status, 404);
    }

    async fn a_preflight_is_answered_for_any_page(db: TestDb) {
        let site = Site::new(db).await;
        let page = site.nobody().with("origin", "https://shop.example").with("access-control-request-method", "POST");
        for path in ["/v1/widget/init", "/v1/widget/messages", "/v1/widget/me", "/broadcasting/auth"] {
            let answer = page.call(Method::OPTIONS, path, None).await;
            assert_eq!((answer.status, answer.text.as_str()), (204, ""), "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), "https://shop.example");
            assert_eq!(answer.header("access-control-allow-credentials"), "");
            assert!(answer.header("access-control-allow-headers").contains("authorization"));
            assert!(answer.headers.get_all("vary").iter().any(|v| v == "Origin"));
        }
    }

    async fn one_address_starts_so_many(db: TestDb) {
        let visitors = Allowances { inits: 2, ..Allowances::default() };
        let options = Options { visitors, ..Options::default() };
        let site = Site::with(db, None, options).await;
        let init = json!({"assistant": site.tenant.assistant.id});
        let start = async || site.nobody().post("/v1/widget/init", init.clone()).await;
        assert_eq!((start().await.status, start().await.status), (200, 200));
        let refused = start().await;
        assert_eq!((refused.status, &refused.json["code"]), (429, &json!("rate_limited")));
        let wait = refused.json["retry_after"].as_u64().unwrap();
        assert!((1..=31).contains(&wait) && refused.header("retry-after") == wait.to_string());
    }
}
