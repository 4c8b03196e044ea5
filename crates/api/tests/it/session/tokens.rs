use super::{SESSION, TOKENS, inhabited, signed_in};
use serde_json::json;

#[tokio::test]
async fn a_token_is_shown_once_used_and_revoked() {
    let (server, ours, _) = inhabited().await;
    let browser = signed_in(&server, &ours.owner).await;
    let made = browser
        .post(TOKENS, json!({ "name": "Bridge", "role": "editor" }))
        .await;
    assert_eq!(made.status, 201, "{:?}", made.json);
    let secret = made.json["token"].as_str().unwrap();
    assert!(secret.starts_with(made.json["prefix"].as_str().unwrap()));
    let list = browser.get(TOKENS).await.json;
    assert_eq!(list["items"][0]["name"], "Bridge");
    assert_eq!(list["items"][0].get("token"), None);

    let program = server
        .nobody()
        .with("authorization", &format!("bearer {secret}"));
    let me = program.get(SESSION).await;
    assert_eq!((me.status, me.json["role"].as_str()), (200, Some("editor")));
    assert_eq!(program.get(TOKENS).await.problem(), (403, "forbidden"));
    let id = made.json["id"].as_str().unwrap();
    assert_eq!(browser.delete(&format!("{TOKENS}/{id}")).await.status, 204);
    assert_eq!(program.get(SESSION).await.problem(), (401, "unauthorized"));
    assert_eq!(
        browser.delete(&format!("{TOKENS}/{id}")).await.problem(),
        (404, "not_found")
    );
}

#[tokio::test]
async fn a_token_has_no_session_to_switch() {
    let (server, ours, theirs) = inhabited().await;
    let browser = signed_in(&server, &ours.owner).await;
    let made = browser
        .post(TOKENS, json!({ "name": "Bridge", "role": "owner" }))
        .await;
    let secret = made.json["token"].as_str().unwrap();
    let program = server
        .nobody()
        .with("authorization", &format!("Bearer {secret}"));
    let switch = json!({ "workspace_id": theirs.workspace });
    assert_eq!(
        program.patch(SESSION, switch).await.problem(),
        (403, "forbidden")
    );
    assert_eq!(
        program
            .post("/api/v1/workspaces", json!({ "name": "x" }))
            .await
            .problem(),
        (403, "forbidden")
    );
}

#[tokio::test]
async fn the_tokens_of_others_do_not_exist() {
    let (server, ours, theirs) = inhabited().await;
    let made = signed_in(&server, &theirs.owner)
        .await
        .post(TOKENS, json!({ "name": "Theirs", "role": "viewer" }))
        .await;
    let browser = signed_in(&server, &ours.owner).await;
    let foreign = browser
        .delete(&format!("{TOKENS}/{}", made.json["id"].as_str().unwrap()))
        .await;
    let unknown: baton_core::id::ApiTokenId = server.app.ids.next();
    let unknown = browser.delete(&format!("{TOKENS}/{unknown}")).await;
    let no_id = browser.delete(&format!("{TOKENS}/1")).await;
    assert_eq!(foreign.problem(), (404, "not_found"));
    assert_eq!(foreign.sameness(), unknown.sameness());
    assert_eq!(foreign.sameness(), no_id.sameness());
    assert_eq!(browser.get(TOKENS).await.json, json!({ "items": [] }));
}

#[tokio::test]
async fn an_invalid_token_is_not_saved_by_a_cookie() {
    let (server, ours, _) = inhabited().await;
    let browser = signed_in(&server, &ours.owner)
        .await
        .with("authorization", "Bearer btn_nonsense");
    assert_eq!(browser.get(SESSION).await.problem(), (401, "unauthorized"));
    let proxied = signed_in(&server, &ours.owner)
        .await
        .with("authorization", "Basic b2xnYTp4");
    assert_eq!(
        proxied.get(SESSION).await.status,
        200,
        "what a proxy in front asks for is not ours"
    );
}

#[tokio::test]
async fn names_and_roles_are_checked() {
    let (server, ours, _) = inhabited().await;
    let browser = signed_in(&server, &ours.owner).await;
    let nameless = browser
        .post(TOKENS, json!({ "name": " ", "role": "viewer" }))
        .await;
    assert_eq!(nameless.problem(), (422, "validation_failed"));
    assert!(nameless.json["fields"]["name"].is_string());
    let unknown = browser
        .post(TOKENS, json!({ "name": "x", "role": "king" }))
        .await;
    assert_eq!(unknown.problem(), (422, "validation_failed"));
}
