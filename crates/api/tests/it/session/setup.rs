use super::{PASSWORD, SESSION, SETUP, credentials, first_run, server};
use serde_json::json;

#[tokio::test]
async fn the_first_run_signs_its_owner_in_and_happens_once() {
    let server = server().await;
    let browser = server.browser();
    assert_eq!(browser.get(SETUP).await.body, json!({ "needed": true }));
    let made = browser.post(SETUP, first_run()).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    assert_eq!(made.body["user"]["email"], "olga@example.com");
    assert_eq!(made.body["workspace"]["name"], "Fernweh");
    assert_eq!(made.body["role"], "owner");
    assert_eq!(made.body["workspaces"][0]["role"], "owner");
    assert_eq!(made.body["permissions"].as_array().unwrap().len(), 11);
    assert_eq!(
        made.body["realtime"],
        json!({ "key": server.app.secrets.realtime_key, "path": "/realtime" })
    );
    assert_eq!(made.body["event_seq"], 0);
    assert_eq!(browser.get(SESSION).await.body, made.body);

    assert_eq!(browser.get(SETUP).await.body, json!({ "needed": false }));
    assert_eq!(
        browser.post(SETUP, first_run()).await.problem(),
        (409, "setup_done")
    );
    assert_eq!(
        server
            .browser()
            .post(SESSION, credentials(PASSWORD))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn what_is_missing_is_named_by_field() {
    let server = server().await;
    let browser = server.browser();
    let weak = json!({ "workspace": "", "name": "Olga", "email": "olga", "password": "short" });
    let refused = browser.post(SETUP, weak).await;
    assert_eq!(refused.problem(), (422, "validation_failed"));
    let fields: Vec<_> = refused.body["fields"].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["email", "password", "workspace"]);
    assert_eq!(browser.cookie(), None);
    assert_eq!(
        browser.post(SETUP, json!({})).await.problem(),
        (422, "validation_failed")
    );
}
