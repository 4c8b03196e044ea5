use super::{PASSWORD, SESSION, SETUP, credentials, first_run, server};
use baton_core::role::Permission;
use serde_json::json;

#[tokio::test]
async fn the_first_run_signs_its_owner_in_and_happens_once() {
    let server = server().await;
    let browser = server.visiting();
    assert_eq!(browser.get(SETUP).await.json, json!({ "needed": true }));
    let made = browser.post(SETUP, first_run()).await;
    assert_eq!(made.status, 201, "{:?}", made.json);
    assert_eq!(made.json["user"]["email"], "olga@example.com");
    assert_eq!(made.json["workspace"]["name"], "Fernweh");
    assert_eq!(made.json["role"], "owner");
    assert_eq!(made.json["workspaces"][0]["role"], "owner");
    assert_eq!(
        made.json["permissions"].as_array().unwrap().len(),
        Permission::ALL.len()
    );
    assert_eq!(
        made.json["realtime"],
        json!({ "key": server.app.secrets.realtime_key, "path": "/realtime" })
    );
    assert_eq!(made.json["event_seq"], 0);
    assert_eq!(browser.get(SESSION).await.json, made.json);

    assert_eq!(browser.get(SETUP).await.json, json!({ "needed": false }));
    assert_eq!(
        browser.post(SETUP, first_run()).await.problem(),
        (409, "setup_done")
    );
    assert_eq!(
        server
            .visiting()
            .post(SESSION, credentials(PASSWORD))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn what_is_missing_is_named_by_field() {
    let server = server().await;
    let browser = server.visiting();
    let weak = json!({ "workspace": "", "name": "Olga", "email": "olga", "password": "short" });
    let refused = browser.post(SETUP, weak).await;
    assert_eq!(refused.problem(), (422, "validation_failed"));
    let fields: Vec<_> = refused.json["fields"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["email", "password", "workspace"]);
    assert_eq!(browser.cookie(), None);
    assert_eq!(
        browser.post(SETUP, json!({})).await.problem(),
        (422, "validation_failed")
    );
}
