use super::{
    PASSWORD, SESSION, SETUP, TOKENS, credentials, first_run, inhabited, server, signed_in,
};
use baton_core::role::Role;
use serde_json::json;

#[tokio::test]
async fn with_a_cookie_only_our_pages_change_anything() {
    let (server, ours, _) = inhabited().await;
    let cookie = signed_in(&server, &ours.owner).await.cookie().unwrap();
    let new = || json!({ "name": "Bridge", "role": "viewer" });
    let host = server.url.strip_prefix("http://").unwrap().to_owned();
    for (header, value, status) in [
        ("origin", &*server.url, 201),
        ("origin", &*server.app.public_origin, 201),
        ("origin", "https://evil.example", 403),
        ("origin", &*format!("{}.evil.example", server.url), 403),
        ("origin", "null", 403),
        ("sec-fetch-site", "same-origin", 201),
        ("sec-fetch-site", "none", 201),
        ("sec-fetch-site", "same-site", 403),
        ("sec-fetch-site", "cross-site", 403),
        ("referer", &*server.url, 403),
        ("host", &*host, 403),
    ] {
        let page = server.nobody().keeping(Some(&cookie)).with(header, value);
        let answer = page.post(TOKENS, new()).await;
        assert_eq!(answer.status, status, "{header}: {value}");
        assert!(status == 201 || answer.code() == "origin_not_allowed");
        assert_eq!(
            page.get(SESSION).await.status,
            200,
            "reading is protected by the browser"
        );
    }
}

#[tokio::test]
async fn the_same_server_answers_at_every_name_of_this_machine() {
    let (server, ours, _) = inhabited().await;
    let cookie = signed_in(&server, &ours.owner).await.cookie().unwrap();
    let local = |origin| {
        let page = server
            .nobody()
            .keeping(Some(&cookie))
            .with("host", "localhost:3000");
        page.with("origin", origin)
    };
    let new = json!({ "name": "Bridge", "role": "viewer" });
    assert_eq!(
        local("http://localhost:3000")
            .post(TOKENS, new.clone())
            .await
            .status,
        201
    );
    assert_eq!(
        local("http://localhost:4000")
            .post(TOKENS, new)
            .await
            .status,
        403
    );
}

#[tokio::test]
async fn no_other_site_signs_anybody_in_or_out() {
    let server = server().await;
    let evil = server.nobody().with("origin", "https://evil.example");
    assert_eq!(
        evil.post(SETUP, first_run()).await.problem(),
        (403, "origin_not_allowed")
    );
    assert_eq!(
        server.nobody().post(SETUP, first_run()).await.status,
        201,
        "a program may"
    );
    assert_eq!(
        evil.post(SESSION, credentials(PASSWORD)).await.problem(),
        (403, "origin_not_allowed")
    );
    assert_eq!(
        evil.delete(SESSION).await.problem(),
        (403, "origin_not_allowed")
    );
}

#[tokio::test]
async fn a_token_is_no_matter_of_origins() {
    let (server, ours, _) = inhabited().await;
    let made = server
        .app
        .create_api_token(&ours.owner, "Bridge", Role::Owner)
        .await
        .unwrap();
    let program = server
        .nobody()
        .with("authorization", &format!("Bearer {}", made.secret));
    let program = program.with("origin", "https://tools.example");
    let new = json!({ "name": "Another", "role": "viewer" });
    assert_eq!(program.post(TOKENS, new).await.status, 201);
}
