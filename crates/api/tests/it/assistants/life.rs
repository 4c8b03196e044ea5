//! Several assistants in a workspace: made, copied, put aside, deleted.

use baton_testkit::{Site, TestDb};
use serde_json::json;

baton_testkit::both_databases! {
    async fn assistants_are_made_and_copied(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let made = maya.post("/api/v1/assistants", json!({"name": "Mender"})).await;
        assert_eq!((made.status, &made.json["version"], &made.json["allowed_origins"]), (201, &json!(1), &json!([])));
        let wrong = maya.post("/api/v1/assistants", json!({"name": " "})).await;
        assert_eq!((wrong.status, wrong.json["fields"]["name"].is_string()), (422, true));
        let scout = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        maya.patch(&format!("{scout}/draft"), json!({"greeting": "Draft"})).await;
        let copy = maya.post(&format!("{scout}/duplicate"), json!({})).await;
        assert_eq!((copy.status, &copy.json["name"], &copy.json["greeting"]), (201, &json!("Scout copy"), &json!("Draft")));
        assert_eq!(copy.json["allowed_origins"], json!([]));
        assert_eq!(maya.get("/api/v1/assistants").await.json["items"].as_array().unwrap().len(), 3);
    }

    async fn an_assistant_that_is_put_aside_is_on_no_page(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        let scout = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        assert_eq!(maya.post(&format!("{scout}/archive"), json!({})).await.status, 409);
        maya.post("/api/v1/assistants", json!({"name": "Mender"})).await;
        let aside = maya.post(&format!("{scout}/archive"), json!({})).await;
        assert_eq!((aside.status, aside.json["archived_at"].is_string()), (200, true));
        let init = json!({"assistant": site.tenant.assistant.id, "page": {"url": "https://shop.example/"}});
        assert_eq!(site.visiting().post("/v1/widget/init", init.clone()).await.status, 404);
        assert_eq!(visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "Hi"})).await.status, 401);
        assert_eq!(maya.post(&format!("{scout}/restore"), json!({})).await.status, 200);
        assert_eq!(site.visiting().post("/v1/widget/init", init).await.status, 200);
    }

    async fn deleting_takes_everything_along_and_only_from_admins(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, owner, visitor) = (site.member(&site.tenant.maya).await, site.member(&site.tenant.owner).await, site.visitor().await);
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "Hello?"})).await;
        let form = json!({"client_id": "l", "source": "form", "email": "ana@example.com", "consent": true});
        visitor.post("/v1/widget/leads", form).await;
        site.app.drain_jobs().await.unwrap();
        let scout = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        let held = maya.get(&format!("{scout}/holdings")).await;
        assert_eq!(held.json, json!({"conversations": 1, "leads": 1, "sources": 0}));
        owner.post("/api/v1/assistants", json!({"name": "Mender"})).await;
        assert_eq!(owner.delete(&scout).await.status, 409);
        owner.post(&format!("{scout}/archive"), json!({})).await;
        assert_eq!(maya.delete(&scout).await.status, 403);
        assert_eq!(owner.delete(&scout).await.status, 204);
        assert_eq!((owner.get(&scout).await.status, owner.delete(&scout).await.status), (404, 404));
        site.app.drain_jobs().await.unwrap();
        assert_eq!(owner.get("/api/v1/leads").await.json["items"], json!([]));
        assert_eq!(owner.get("/api/v1/conversations?engaged=false").await.json["items"], json!([]));
        assert_eq!(owner.get("/api/v1/assistants").await.json["items"].as_array().unwrap().len(), 1);
    }
}
