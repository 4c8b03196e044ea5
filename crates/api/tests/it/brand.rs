//! How a workspace presents itself, from the door inwards.

use baton_testkit::{Site, TestDb, both_databases};
use serde_json::json;

/// A grey pixel, with words that do not draw.
const PNG: &[u8] = include_bytes!("brand/pixel.png");

both_databases! {
    async fn a_workspace_has_its_title_logo_and_colour_and_nobody_else_s(db: TestDb) {
        let site = Site::new(db).await;
        let other = site.app.tenant("Other").await;
        let (owner, theirs, nobody) = (site.browser(&site.tenant.owner).await, site.browser(&other.owner).await, site.nobody());
        let asked = owner.patch("/api/v1/brand", json!({
            "site_title": "  Larch Help ", "accent": "#FFD400", "mail_footer": "Larch\nBergen"
        })).await;
        assert_eq!((asked.status, &asked.json["site_title"], &asked.json["accent"]), (200, &json!("Larch Help"), &json!("#ffd400")));
        let refused = owner.patch("/api/v1/brand", json!({"accent": "red;}", "site_title": "x".repeat(121)})).await;
        assert_eq!(refused.status, 422);
        let set = owner.raw("/api/v1/brand/logo", "image/png", PNG).await;
        assert_eq!(set.status, 200, "{}", set.text);
        let logo = set.json["logo"].as_str().unwrap().to_owned();
        let shown = nobody.get(&logo).await;
        assert_eq!((shown.status, shown.header("content-type")), (200, "image/png"));
        assert!(!shown.text.contains("Comment"), "words were kept");
        for (who, sees) in [(&owner, true), (&nobody, true), (&theirs, false)] {
            let style = who.get("/brand/style.css").await;
            assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
            assert_eq!(style.text.contains("#ffd400"), sees);
            assert_eq!(who.get("/brand/logo").await.status, if sees { 200 } else { 404 });
        }
        for bad in [b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(), b"", &PNG[..40]] {
            assert_eq!(owner.raw("/api/v1/brand/logo", "image/png", bad).await.status, 422);
        }
        let gone = owner.delete("/api/v1/brand/logo").await;
        assert_eq!(gone.json["logo"], json!(null));
        let cleared = owner.patch("/api/v1/brand", json!({"accent": null})).await;
        assert_eq!((&cleared.json["accent"], &cleared.json["site_title"]), (&json!(null), &json!("Larch Help")));
    }

    /// The first run watches what really is.
    async fn the_first_steps_are_seen_when_they_are_taken(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.browser(&site.tenant.owner).await;
        let steps = async || owner.get("/api/v1/onboarding").await.json;
        assert_eq!(steps().await, json!({"knowledge": false, "question": false, "widget": false, "team": true, "mail": false, "practice": false, "practising": null, "dismissed": false}));
        site.tenant.arrive(&site.app).await;
        assert_eq!(steps().await["widget"], true);
        let text = json!({"assistant_id": site.tenant.assistant.id, "title": "T", "text": "Boots are resoled for 80 euros."});
        owner.post("/api/v1/knowledge/sources", text).await;
        assert_eq!(steps().await["knowledge"], false);
        site.app.drain_jobs().await.unwrap();
        assert_eq!(steps().await["knowledge"], true);
        let asked = json!({"assistant_id": site.tenant.assistant.id, "question": "What does a resole cost?"});
        assert_eq!(owner.post("/api/v1/knowledge/ask", asked).await.status, 200);
        let since = std::time::Instant::now();
        while steps().await["question"] != true {
            assert!(since.elapsed().as_secs() < 20);
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(owner.post("/api/v1/mail/test", json!({})).await.json, json!({"taken": true, "error": null}));
        assert_eq!(steps().await["mail"], true);
        assert_eq!(owner.post("/api/v1/onboarding/dismiss", json!({})).await.status, 204);
        assert_eq!(steps().await["dismissed"], true);
    }
}
