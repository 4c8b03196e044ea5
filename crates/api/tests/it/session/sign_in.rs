use super::{PASSWORD, SESSION, SETUP, credentials, first_run, server};
use serde_json::json;

#[tokio::test]
async fn wrong_passwords_are_refused_then_slowed_down_then_forgiven() {
    let server = server().await;
    assert_eq!(server.nobody().post(SETUP, first_run()).await.status, 201);
    let browser = server.visiting();
    for _ in 0..5 {
        let refused = browser.post(SESSION, credentials("not the password")).await;
        assert_eq!(refused.problem(), (401, "invalid_credentials"));
    }
    let slowed = browser.post(SESSION, credentials(PASSWORD)).await;
    assert_eq!(slowed.problem(), (429, "rate_limited"));
    assert_eq!(
        (slowed.header("retry-after"), &slowed.json["retry_after"]),
        ("1", &json!(1))
    );
    assert_eq!(browser.cookie(), None);
    server.app.clock.advance_ms(1_000);
    assert_eq!(
        browser.post(SESSION, credentials(PASSWORD)).await.status,
        200
    );
}

#[tokio::test]
async fn an_unknown_address_reads_like_a_wrong_password() {
    let server = server().await;
    assert_eq!(server.nobody().post(SETUP, first_run()).await.status, 201);
    let wrong = server
        .visiting()
        .post(SESSION, credentials("not the password"))
        .await;
    let nobody = json!({ "email": "nobody@example.com", "password": PASSWORD });
    let unknown = server.visiting().post(SESSION, nobody).await;
    assert_eq!(
        (unknown.status, unknown.sameness()),
        (wrong.status, wrong.sameness())
    );
}

#[tokio::test]
async fn a_sign_in_begins_a_new_session_and_ends_the_one_before() {
    let server = server().await;
    let browser = server.visiting();
    assert_eq!(browser.post(SETUP, first_run()).await.status, 201);
    let first = browser.cookie().unwrap();
    assert_eq!(
        browser.post(SESSION, credentials(PASSWORD)).await.status,
        200
    );
    assert_ne!(browser.cookie().unwrap(), first);
    assert_eq!(browser.get(SESSION).await.status, 200);
    assert_eq!(
        server
            .visiting()
            .keeping(Some(&first))
            .get(SESSION)
            .await
            .problem(),
        (401, "unauthorized")
    );

    // A value planted in the browser beforehand is not taken over.
    let planted = server.visiting().keeping(Some("baton=planted"));
    assert_eq!(
        planted.post(SESSION, credentials(PASSWORD)).await.status,
        200
    );
    assert_ne!(planted.cookie().unwrap(), "baton=planted");
}

#[tokio::test]
async fn a_sign_out_ends_the_session_for_whoever_holds_its_cookie() {
    let server = server().await;
    let browser = server.visiting();
    assert_eq!(browser.post(SETUP, first_run()).await.status, 201);
    let stolen = server.visiting().keeping(Some(&browser.cookie().unwrap()));
    assert_eq!(stolen.get(SESSION).await.status, 200);
    assert_eq!(browser.delete(SESSION).await.status, 204);
    assert_eq!(browser.cookie(), None);
    assert_eq!(stolen.get(SESSION).await.problem(), (401, "unauthorized"));
    assert_eq!(
        browser.delete(SESSION).await.status,
        204,
        "nobody is no error"
    );
}
