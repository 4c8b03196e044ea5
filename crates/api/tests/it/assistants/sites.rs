//! Where the widget may be, and was.

use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

fn shop(site: &Site) -> Client {
    site.nobody().with("origin", "https://shop.example")
}

baton_testkit::both_databases! {
    async fn a_site_is_checked_and_seen(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        maya.patch(&path, json!({"allowed_origins": ["https://shop.example"]})).await;
        let check = format!("{path}/sites/check");
        let before = maya.post(&check, json!({"origin": "https://Shop.example/"})).await;
        assert_eq!(before.json, json!({"origin": "https://shop.example", "allowed": true, "allowed_in_draft": true, "seen_at": null}));
        let body = json!({"assistant": site.tenant.assistant.id, "page": {"url": "https://shop.example/boots"}});
        assert_eq!(shop(&site).post("/v1/widget/init", body.clone()).await.status, 200);
        let first = maya.post(&check, json!({"origin": "https://shop.example"})).await.json["seen_at"].clone();
        assert_ne!(first, Value::Null);
        // Within an hour nothing is written again.
        site.app.clock.advance_ms(59 * 60_000);
        shop(&site).post("/v1/widget/init", body.clone()).await;
        assert_eq!(maya.get(&format!("{path}/sites")).await.json["items"][0]["last_seen_at"], first);
        site.app.clock.advance_ms(60_000);
        shop(&site).post("/v1/widget/init", body).await;
        let seen = maya.get(&format!("{path}/sites")).await.json;
        assert_eq!((&seen["items"][0]["origin"], &seen["items"][0]["first_seen_at"]), (&json!("https://shop.example"), &first));
        assert_ne!(seen["items"][0]["last_seen_at"], first);
        assert!(seen["snippet"].as_str().unwrap().contains("/widget.js\" data-assistant="));

        maya.patch(&format!("{path}/draft"), json!({"allowed_origins": ["https://new.example"]})).await;
        let new = maya.post(&check, json!({"origin": "https://new.example"})).await.json;
        assert_eq!((&new["allowed"], &new["allowed_in_draft"], &new["seen_at"]), (&json!(false), &json!(true), &Value::Null));
        let wrong = maya.post(&check, json!({"origin": "new.example"})).await;
        assert_eq!((wrong.status, wrong.json["fields"]["origin"].is_string()), (422, true));
    }

    async fn a_picture_is_kept_and_shown_to_anybody(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        let picture = b"\x89PNG\r\n\x1a\n....";
        assert_eq!(maya.bytes(&format!("{path}/avatar"), b"<svg/>").await.status, 422);
        let kept = maya.bytes(&format!("{path}/avatar"), picture).await;
        let id = kept.json["avatar"].as_str().unwrap().to_owned();
        assert_eq!(maya.patch(&path, json!({"avatar": id})).await.json["avatar"], json!(id));
        let shown = site.nobody().get(&format!("/widget/avatars/{id}")).await;
        assert_eq!((shown.status, shown.header("content-type"), shown.header("access-control-allow-origin")), (200, "image/png", "*"));
        let unknown = maya.patch(&path, json!({"avatar": site.tenant.assistant.id})).await;
        assert_eq!((unknown.status, unknown.json["fields"]["avatar"].is_string()), (422, true));
        assert_eq!(maya.patch(&path, json!({"avatar": null})).await.json["avatar"], Value::Null);
    }
}
