//! What holds for every request.

use baton_api::Options;
use baton_testkit::{Site, TestDb};
use reqwest::Method;
use serde_json::json;

baton_testkit::both_databases! {
    async fn every_problem_looks_alike(db: TestDb) {
        let site = Site::new(db).await;
        let nobody = site.nobody().with("x-request-id", "from-a-proxy-1");
        let owner = site.member(&site.tenant.owner).await;
        let missing = nobody.get("/api/v1/nothing").await;
        assert_eq!((missing.status, &missing.json["code"]), (404, &json!("not_found")));
        assert_eq!((&missing.json["request_id"], missing.header("x-request-id")), (&json!("from-a-proxy-1"), "from-a-proxy-1"));
        assert_eq!(missing.header("content-type"), "application/problem+json");
        let wrong = owner.delete("/api/v1/conversations").await;
        assert_eq!((wrong.status, &wrong.json["code"]), (405, &json!("method_not_allowed")));
        let garbled = site.nobody().with("content-type", "text/plain").post("/v1/widget/init", json!({})).await;
        assert_eq!((garbled.status, &garbled.json["code"]), (415, &json!("unsupported_media_type")));
        let large = owner.post("/api/v1/knowledge/ask", json!({"question": "x".repeat(300_000)})).await;
        assert_eq!((large.status, &large.json["code"]), (413, &json!("payload_too_large")));
        let odd = site.nobody().with("x-request-id", "no good").get("/api/v1/nothing").await;
        assert_ne!(odd.header("x-request-id"), "no good");
        assert_eq!(odd.json["request_id"], odd.header("x-request-id"));
    }

    async fn answers_carry_the_headers_that_protect_them(db: TestDb) {
        let site = Site::new(db).await;
        let answer = site.member(&site.tenant.owner).await.get("/api/v1/conversations").await;
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(answer.header("access-control-allow-origin"), "");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert!(answer.header("permissions-policy").starts_with("camera=(), microphone=()"));
    }

    async fn monitoring_is_answered(db: TestDb) {
        let site = Site::new(db).await;
        let nobody = site.nobody();
        assert_eq!(nobody.get("/healthz").await.text, "ok\n");
        assert_eq!(nobody.get("/readyz").await.text, "ready\n");
        let document = nobody.get("/api/openapi.json").await;
        assert_eq!(document.json["info"]["title"], "Baton");
        assert!(document.json["paths"]["/v1/widget/init"]["post"].is_object());
    }

    async fn the_demo_shows_the_shop_and_its_help(db: TestDb) {
        let plain = Site::new(db).await;
        for path in ["/demo", "/demo/shop.css", "/help/orders/express"] {
            assert_eq!(plain.nobody().get(path).await.status, 404, "{path}");
        }
    }
}

#[tokio::test]
async fn the_shop_is_there_with_a_demo() {
    let assistant = uuid::Uuid::from_u128(7).into();
    let site = Site::with(TestDb::sqlite().await, Some(assistant), Options::default()).await;
    let nobody = site.nobody();
    let shop = nobody.get("/demo").await;
    assert!(
        shop.text
            .contains(&format!("data-assistant=\"{assistant}\""))
    );
    let policy = shop.header("content-security-policy");
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"));
    assert!(policy.contains("require-trusted-types-for 'script'"));
    assert_eq!(
        nobody.get("/demo/shop.css").await.header("content-type"),
        "text/css; charset=utf-8"
    );
    let help = nobody.get("/help/orders/express").await;
    assert!(help.text.contains("<title>Express delivery") && help.text.contains("<table>"));
    assert!(
        nobody
            .get("/help/orders/shipping")
            .await
            .text
            .contains("<h1>Delivery")
    );
    assert_eq!(nobody.get("/help/nothing").await.status, 404);
    assert_eq!(nobody.get("/help/../README").await.status, 404);
    let tag = nobody.get("/demo/shop.js").await;
    let known = nobody
        .with("if-none-match", tag.header("etag"))
        .get("/demo/shop.js")
        .await;
    assert_eq!((known.status, known.text.as_str()), (304, ""));
}

#[tokio::test]
async fn the_console_answers_at_all_of_its_addresses() {
    let site = Site::new(TestDb::sqlite().await).await;
    let nobody = site.nobody();
    assert_eq!(nobody.get("/").await.header("location"), "/app/");
    let [page, deep] = [
        nobody.get("/app/").await,
        nobody.get("/app/conversations/1/notes").await,
    ];
    assert_eq!((page.status, &page.text), (deep.status, &deep.text));
    // Built or not: the console is no part of a Rust build.
    assert!(page.text.contains("<html") || page.text.contains("was not built"));
    assert_eq!(nobody.get("/app/assets/none.js").await.status, 404);
    assert_eq!(
        nobody.call(Method::DELETE, "/app/inbox", None).await.status,
        405
    );
    let loader = nobody.get("/widget.js").await;
    assert_eq!(loader.header("access-control-allow-origin"), "*");
    assert_eq!(
        loader.header("cross-origin-resource-policy"),
        "cross-origin"
    );
}
