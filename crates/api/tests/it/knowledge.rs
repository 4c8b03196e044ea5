use baton_testkit::{Site, TestDb};
use reqwest::multipart::{Form, Part};
use serde_json::json;

baton_testkit::both_databases! {
    async fn a_text_becomes_knowledge_that_answers(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let assistant = site.tenant.assistant.id;
        let text = "# Returns\n\nUnworn boots can be returned within 60 days of delivery, free of charge, in every country.";
        let added = maya.post("/api/v1/knowledge/sources", json!({"assistant_id": assistant, "title": "Our returns", "text": text})).await;
        assert_eq!((added.status, &added.json["status"]), (202, &json!("pending")));
        site.app.drain_jobs().await.unwrap();

        let path = format!("/api/v1/knowledge/sources/{}", added.json["id"].as_str().unwrap());
        let shown = maya.get(&path).await;
        assert_eq!((&shown.json["status"], &shown.json["title"]), (&json!("ready"), &json!("Our returns")));
        assert_eq!(shown.json["documents"][0]["title"], "Returns");
        assert_eq!(shown.json["chunk_count"], 1);

        let question = json!({"assistant_id": assistant, "question": "Within how many days can I return unworn boots?"});
        let tried = maya.post("/api/v1/knowledge/ask", question.clone()).await;
        assert!(tried.json["answer"].as_str().unwrap().contains("60 days"), "{}", tried.text);
        assert_eq!(tried.json["passages"][0]["title"], "Returns");

        assert_eq!(maya.delete(&path).await.status, 204);
        assert_eq!(maya.get(&path).await.status, 404);
        assert_eq!(maya.post("/api/v1/knowledge/ask", question).await.json["passages"], json!([]));
        assert_eq!(maya.get("/api/v1/knowledge/sources").await.json["items"], json!([]));
    }

    async fn files_are_uploaded_and_what_cannot_be_read_says_so(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let assistant = site.tenant.assistant.id.to_string();
        let form = |files: &[(&'static str, &'static str)]| {
            let parts = files.iter().map(|(name, text)| Part::text(*text).file_name(*name));
            parts.fold(Form::new().text("assistant_id", assistant.clone()), |form, part| form.part("file", part))
        };
        let two = form(&[("boots.md", "# Boots\n\nWide fit."), ("empty.html", "<html><body><script>x()</script></body></html>")]);
        let added = maya.upload("/api/v1/knowledge/files", two).await;
        assert_eq!((added.status, added.json["items"].as_array().unwrap().len()), (202, 2), "{}", added.text);
        site.app.drain_jobs().await.unwrap();
        let listed = maya.get(&format!("/api/v1/knowledge/sources?assistant={assistant}")).await;
        let items = listed.json["items"].as_array().unwrap();
        let of = |status: &str| items.iter().find(|item| item["status"] == status).unwrap();
        assert_eq!(of("ready")["title"], "Boots");
        assert!(of("failed")["error"].as_str().unwrap().starts_with("There is no text"));

        let refused = maya.upload("/api/v1/knowledge/files", form(&[("virus.exe", "MZ")])).await;
        assert_eq!((refused.status, refused.json["fields"]["file"].is_string()), (422, true));
        let viewer = site.member(&site.tenant.viewer).await;
        assert_eq!(viewer.upload("/api/v1/knowledge/files", form(&[("a.md", "a")])).await.status, 403);
    }

    async fn a_page_on_the_inside_is_not_fetched(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let inside = json!({"assistant_id": site.tenant.assistant.id, "url": format!("{}/healthz", site.url)});
        let added = maya.post("/api/v1/knowledge/sources", inside).await;
        assert_eq!(added.status, 202);
        site.app.drain_jobs().await.unwrap();
        let shown = maya.get(&format!("/api/v1/knowledge/sources/{}", added.json["id"].as_str().unwrap())).await;
        assert_eq!(shown.json["status"], "failed");
        assert!(shown.json["error"].as_str().unwrap().contains("not on the public internet"), "{}", shown.text);
        let neither = maya.post("/api/v1/knowledge/sources", json!({"assistant_id": site.tenant.assistant.id})).await;
        assert_eq!(neither.status, 422);
    }
}
