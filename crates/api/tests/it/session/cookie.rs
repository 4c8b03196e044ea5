use super::{PASSWORD, SESSION, SETUP, credentials, first_run, server};
use baton_api::Options;
use baton_testkit::{Served, TestApp, TestDb};

fn without_value(header: &str) -> (&str, &str) {
    let (pair, attributes) = header.split_once("; ").unwrap();
    (pair.split_once('=').unwrap().0, attributes)
}

#[tokio::test]
async fn on_http_the_cookie_is_plain_and_out_of_reach_of_scripts() {
    let server = server().await;
    let browser = server.visiting();
    let made = browser.post(SETUP, first_run()).await;
    let attributes = "Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000";
    assert_eq!(
        without_value(made.header("set-cookie")),
        ("baton", attributes)
    );
    let gone = browser.delete(SESSION).await;
    assert_eq!(
        gone.header("set-cookie"),
        "baton=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"
    );
}

#[tokio::test]
async fn on_https_the_cookie_is_bound_to_host_and_tls() {
    let app = TestApp::at(TestDb::sqlite().await, "https://chat.example.com").await;
    let server = Served::start(app, None, Options::default()).await;
    let browser = server.visiting();
    assert_eq!(browser.post(SETUP, first_run()).await.status, 201);
    let again = browser.post(SESSION, credentials(PASSWORD)).await;
    let attributes = "Path=/; HttpOnly; SameSite=Lax; Max-Age=34560000; Secure";
    assert_eq!(
        without_value(again.header("set-cookie")),
        ("__Host-baton", attributes)
    );
    assert_eq!(browser.get(SESSION).await.status, 200);
    let renamed = browser
        .cookie()
        .unwrap()
        .replacen("__Host-baton", "baton", 1);
    assert_eq!(
        server
            .visiting()
            .keeping(Some(&renamed))
            .get(SESSION)
            .await
            .status,
        401
    );
}
