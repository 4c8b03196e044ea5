use super::{SESSION, TOKENS, inhabited, signed_in};
use baton_core::role::Role;
use baton_db::sql;
use baton_store::members;
use serde_json::json;

#[tokio::test]
async fn a_changed_role_counts_at_once() {
    let (server, ours, _) = inhabited().await;
    let browser = signed_in(&server, &ours.maya).await;
    assert_eq!(browser.get(SESSION).await.json["role"], "editor");
    for (role, may_manage) in [(Role::Admin, 200), (Role::Viewer, 403)] {
        let (workspace, user, now) = (ours.workspace, ours.maya.person.id, server.app.clock.now());
        let put = server
            .app
            .db
            .write(async move |conn| members::put(conn, workspace, user, role, now).await);
        assert!(put.await.unwrap());
        let me = browser.get(SESSION).await.json;
        assert_eq!(me["role"], role.as_str());
        assert_eq!(
            me["permissions"].as_array().unwrap().len(),
            role.permissions().len()
        );
        assert_eq!(browser.get(TOKENS).await.status, may_manage);
    }
}

#[tokio::test]
async fn a_viewer_manages_no_tokens_and_the_try_is_written_down() {
    let (server, ours, _) = inhabited().await;
    let browser = signed_in(&server, &ours.viewer).await;
    let refused = browser
        .post(TOKENS, json!({ "name": "Mine", "role": "viewer" }))
        .await;
    assert_eq!(refused.problem(), (403, "forbidden"));
    let workspace = ours.workspace.uuid();
    let log: Vec<(String, String)> = server
        .app
        .db
        .read(async move |conn| {
            conn.fetch_all(sql!(
                "SELECT action, outcome FROM audit_logs WHERE workspace_id = {}",
                workspace
            ))
            .await
        })
        .await
        .unwrap();
    assert_eq!(log, [("api_token.create".to_owned(), "refused".to_owned())]);
}

#[tokio::test]
async fn members_see_each_other_and_nobody_else() {
    let (server, ours, _) = inhabited().await;
    let list = signed_in(&server, &ours.viewer)
        .await
        .get("/api/v1/members")
        .await;
    let mut names: Vec<_> = list.json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["name"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["Maya", "Olga", "Tomás", "Vera"]);
    assert_eq!(
        list.json["items"][0]["accepted_at"],
        "2026-11-20T10:00:00.000Z"
    );
    assert_eq!(
        server.visiting().get("/api/v1/members").await.problem(),
        (401, "unauthorized")
    );
}
