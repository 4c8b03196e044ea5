use super::{SESSION, inhabited, signed_in};
use serde_json::json;

#[tokio::test]
async fn somebody_in_two_workspaces_switches_between_them() {
    let (server, ours, _) = inhabited().await;
    let browser = signed_in(&server, &ours.owner).await;
    let made = browser
        .post("/api/v1/workspaces", json!({ "name": "Second" }))
        .await;
    assert_eq!(
        (made.status, made.json["workspace"]["name"].as_str()),
        (201, Some("Second"))
    );
    assert_eq!(made.json["workspaces"].as_array().unwrap().len(), 2);
    assert_eq!(browser.get(SESSION).await.json, made.json);
    let assistants = browser.get("/api/v1/assistants").await;
    assert_eq!(
        assistants.json["items"].as_array().map(Vec::len),
        Some(1),
        "somebody to answer from the start"
    );

    let back = browser
        .patch(SESSION, json!({ "workspace_id": ours.workspace }))
        .await;
    assert_eq!(
        (back.status, back.json["workspace"]["name"].as_str()),
        (200, Some("Ours"))
    );
    assert_eq!(
        browser.get(SESSION).await.json["workspace"]["id"],
        json!(ours.workspace)
    );
}

#[tokio::test]
async fn a_foreign_workspace_reads_like_an_unknown_one() {
    let (server, ours, theirs) = inhabited().await;
    let browser = signed_in(&server, &ours.owner).await;
    let foreign = browser
        .patch(SESSION, json!({ "workspace_id": theirs.workspace }))
        .await;
    let unknown: baton_core::id::WorkspaceId = server.app.ids.next();
    let unknown = browser
        .patch(SESSION, json!({ "workspace_id": unknown }))
        .await;
    assert_eq!(foreign.problem(), (404, "not_found"));
    assert_eq!(foreign.sameness(), unknown.sameness());
    assert_eq!(browser.get(SESSION).await.json["workspace"]["name"], "Ours");
}

#[tokio::test]
async fn editors_make_no_workspaces() {
    let (server, ours, _) = inhabited().await;
    let browser = signed_in(&server, &ours.maya).await;
    let refused = browser
        .post("/api/v1/workspaces", json!({ "name": "Second" }))
        .await;
    assert_eq!(refused.problem(), (403, "forbidden"));
}
