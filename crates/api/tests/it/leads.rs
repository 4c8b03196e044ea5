use baton_testkit::{Client, Site, TestDb};
use reqwest::Method;
use serde_json::{Value, json};

/// A form of the widget, filled.
fn form(source: &str, email: &str) -> Value {
    json!({"client_id": "l", "source": source, "name": "Ana", "email": email, "consent": true})
}

async fn submit(visitor: &Client, body: Value) -> String {
    let stored = visitor.post("/v1/widget/leads", body).await;
    assert_eq!(stored.status, 201, "{}", stored.text);
    stored.json["lead_id"].as_str().unwrap().to_owned()
}

fn names(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|lead| lead["name"].as_str().unwrap())
        .collect()
}

baton_testkit::both_databases! {
    async fn a_lead_is_captured_listed_and_moved(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        let empty = visitor.post("/v1/widget/leads", json!({"client_id": "l", "source": "form", "consent": false})).await;
        assert_eq!((empty.status, &empty.json["code"]), (422, &json!("validation_failed")));
        assert!(empty.json["fields"]["email"].is_string() && empty.json["fields"]["consent"].is_string());
        let form = json!({"client_id": "l", "source": "form", "name": "Ana", "email": "ana@example.com", "consent": true});
        let stored = visitor.post("/v1/widget/leads", form.clone()).await;
        assert_eq!((stored.status, &visitor.post("/v1/widget/leads", form).await.json), (201, &stored.json));

        let page = maya.get("/api/v1/leads").await;
        let lead = &page.json["items"][0];
        assert_eq!((&lead["id"], &lead["status"], &lead["baton"]["holder"]), (&stored.json["lead_id"], &json!("new"), &json!("assistant")));
        assert_eq!(page.json["counts"], json!({"new": 1, "qualified": 0, "contacted": 0, "won": 0, "lost": 0}));
        assert_eq!(maya.get("/api/v1/leads?status=won").await.json["items"], json!([]));
        assert_eq!(maya.get("/api/v1/leads?q=ANA").await.json["items"].as_array().unwrap().len(), 1);
        assert_eq!(maya.get("/api/v1/conversations/counts").await.json["leads_new"], 1);
        let with_lead = maya.get("/api/v1/conversations?has_lead=true&engaged=false").await;
        assert_eq!(with_lead.json["items"][0]["lead"]["status"], "new");

        let path = format!("/api/v1/leads/{}", lead["id"].as_str().unwrap());
        assert_eq!(maya.patch(&path, json!({"status": "won"})).await.json["status"], "won");
        assert_eq!(maya.patch(&path, json!({"status": "maybe"})).await.status, 422);
        assert_eq!(site.member(&site.tenant.viewer).await.patch(&path, json!({"status": "lost"})).await.status, 403);
    }

    // R069, R070: from wherever a lead comes, it is one lead for an address, and each capture stays to be seen.
    async fn later_captures_are_merged_visibly(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let first = submit(&site.visitor().await, form("rule", "ana@example.com")).await;
        site.app.clock.advance_ms(60_000);
        let mut more = form("cta", "Ana@Example.com");
        more["phone"] = json!("+44 7700 900 123");
        more["fields"] = json!({"company": "Scouts"});
        assert_eq!(submit(&site.visitor().await, more).await, first);
        let other = submit(&site.visitor().await, form("request", "b@example.com")).await;
        assert_ne!(other, first);

        let lead = maya.get(&format!("/api/v1/leads/{first}")).await.json;
        assert_eq!((&lead["source"], &lead["phone"]), (&json!("rule"), &json!("+44 7700 900 123")));
        let captures = lead["captures"].as_array().unwrap();
        let told: Vec<_> = captures.iter().map(|c| (&c["source"], &c["added"])).collect();
        assert_eq!(told[0], (&json!("rule"), &json!({"name": "Ana", "email": "ana@example.com"})));
        assert_eq!(told[1], (&json!("cta"), &json!({"phone": "+44 7700 900 123", "company": "Scouts"})));
        assert_eq!((told.len(), &captures[1]["actor"]["kind"]), (2, &json!("visitor")));
        assert_eq!(maya.get("/api/v1/leads?source=request").await.json["items"][0]["id"], json!(other));
        let events = maya.get("/api/v1/events?after=0").await.json;
        let types: Vec<_> = events["items"].as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
        let count = |name: &str| types.iter().filter(|t| **t == name).count();
        assert_eq!((count("lead.captured"), count("lead.updated")), (2, 1));
    }

    async fn leads_are_scored_with_reasons_and_sorted_by_them(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let mut plain = form("form", "ana@gmail.com");
        plain["name"] = json!("Plain");
        let eager = site.visitor().await;
        for (n, body) in ["Hello", "We are 24 scouts", "What is your group price?"].iter().enumerate() {
            let said = json!({"client_id": format!("m{n}"), "body": body});
            assert_eq!(eager.post("/v1/widget/messages", said).await.status, 201);
        }
        submit(&eager, form("request", "ana@scouts.example")).await;
        site.app.clock.advance_ms(60_000);
        submit(&site.visitor().await, plain).await;

        assert_eq!(names(&maya.get("/api/v1/leads").await.json), ["Plain", "Ana"]);
        let page = maya.get("/api/v1/leads?sort=score&limit=1").await.json;
        assert_eq!(names(&page), ["Ana"]);
        let reasons: Vec<_> = page["items"][0]["score"]["reasons"].as_array().unwrap().iter()
            .map(|part| part["reason"].as_str().unwrap()).collect();
        assert_eq!(reasons, ["business_email", "intent", "talked", "asked", "name"]);
        assert_eq!(page["items"][0]["score"]["value"], 65);
        let next = format!("/api/v1/leads?sort=score&limit=1&cursor={}", page["next_cursor"].as_str().unwrap());
        assert_eq!(names(&maya.get(&next).await.json), ["Plain"]);
        // The talk goes on: ten minutes later it counts.
        for n in 3..6 {
            let said = json!({"client_id": format!("m{n}"), "body": "and more"});
            assert_eq!(eager.post("/v1/widget/messages", said).await.status, 201);
        }
        site.app.clock.advance_ms(600_000);
        site.app.drain_jobs().await.unwrap();
        assert_eq!(maya.get("/api/v1/leads?sort=score").await.json["items"][0]["score"]["value"], 70);
    }

    async fn leads_are_added_by_hand_and_by_program(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, program) = (site.browser(&site.tenant.maya).await, site.member(&site.tenant.maya).await);
        let assistant = site.tenant.assistant.id;
        let nothing = maya.post("/api/v1/leads", json!({"assistant_id": assistant})).await;
        assert_eq!((nothing.status, nothing.json["fields"]["email"].is_string()), (422, true));
        let wrong = maya.post("/api/v1/leads", json!({"assistant_id": assistant, "email": "ana"})).await;
        assert_eq!((wrong.status, wrong.json["fields"]["email"].is_string()), (422, true));
        let new = json!({"assistant_id": assistant, "name": "Bruno", "email": "bruno@example.com", "status": "contacted"});
        let added = maya.post("/api/v1/leads", new).await;
        assert_eq!((added.status, &added.json["source"], &added.json["status"]), (201, &json!("manual"), &json!("contacted")));
        assert_eq!((&added.json["conversation_id"], &added.json["baton"]), (&Value::Null, &Value::Null));
        assert_eq!((&added.json["contact"]["name"], &added.json["assistant"]["name"]), (&json!("Bruno"), &json!("Scout")));

        let keyed = program.clone().with("idempotency-key", "call-1");
        let new = json!({"assistant_id": assistant, "name": "Cleo", "phone": "030 123456"});
        let first = keyed.post("/api/v1/leads", new.clone()).await;
        let again = keyed.post("/api/v1/leads", new.clone()).await;
        assert_eq!((first.status, again.status, &first.json), (201, 201, &again.json));
        assert_eq!(first.json["source"], "api");
        let more = json!({"assistant_id": assistant, "email": "bruno@example.com", "phone": "030 123456"});
        let merged = program.post("/api/v1/leads", more).await;
        assert_eq!((merged.status, &merged.json["id"], &merged.json["phone"]), (200, &added.json["id"], &json!("030 123456")));
        assert_eq!(maya.get("/api/v1/leads").await.json["counts"], json!({"new": 1, "qualified": 0, "contacted": 1, "won": 0, "lost": 0}));
        let long = program.with("idempotency-key", &"x".repeat(65));
        assert_eq!(long.post("/api/v1/leads", new).await.json["fields"]["idempotency_key"], json!("Send 1 to 64 printable characters."));
    }

    async fn the_export_respects_the_filter_runs_no_formula_and_is_written_down(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        for n in 0..120 {
            site.app.clock.advance_ms(1_000);
            let new = json!({"assistant_id": site.tenant.assistant.id, "name": format!("=Lead {n}"), "email": format!("l{n}@example.com"),
                "phone": "+44 7700 900 123", "fields": {"company": "Scouts, Ltd"}, "status": if n % 2 == 0 { "won" } else { "new" }});
            assert_eq!(maya.post("/api/v1/leads", new).await.status, 201);
        }
        let all = maya.get("/api/v1/leads/export.csv").await;
        assert_eq!((all.status, all.header("content-type")), (200, "text/csv; charset=utf-8"));
        assert_eq!(all.text.lines().count(), 121);
        let newest = all.text.lines().nth(1).unwrap();
        assert!(newest.contains(",\"'=Lead 119\",l119@example.com,\"'+44 7700 900 123\",,\"company: Scouts, Ltd\""), "{newest}");
        let won = maya.get("/api/v1/leads/export.csv?status=won&q=lead").await;
        assert_eq!(won.text.lines().count(), 61);
        let vera = site.member(&site.tenant.viewer).await;
        assert_eq!(vera.get("/api/v1/leads/export.csv").await.status, 403);
        assert_eq!(maya.call(Method::DELETE, "/api/v1/leads/export.csv", None).await.status, 405);
        let workspace = site.tenant.workspace.uuid();
        let outcomes = site.app.db.read(async move |conn| {
            conn.fetch_all::<String>(baton_db::sql!(
                "SELECT outcome FROM audit_logs WHERE workspace_id = {} AND action = 'lead.export' ORDER BY outcome", workspace
            )).await
        });
        let outcomes = outcomes.await.unwrap();
        assert_eq!(outcomes, ["accepted", "accepted", "refused"]);
    }

    // R073: since the cursor, and from now on for whoever has none.
    async fn the_feed_tells_what_is_new_since_its_cursor(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        submit(&site.visitor().await, form("form", "early@example.com")).await;
        let first = maya.get("/app/leads/feed").await.json;
        assert_eq!((&first["leads"], &first["handoffs"], &first["leads_24h"]), (&json!([]), &json!([]), &json!(1)));
        assert_eq!(first["now"], "2026-11-20T10:00:00.000Z");
        let late = submit(&site.visitor().await, form("form", "late@example.com")).await;
        let visitor = site.visitor().await;
        assert_eq!(visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "hi"})).await.status, 201);
        assert_eq!(visitor.post("/v1/widget/request-human", json!({})).await.status, 200);
        let feed = |cursor: &Value| format!("/api/v1/leads/feed?cursor={cursor}");
        let news = maya.get(&feed(&first["cursor"])).await.json;
        assert_eq!((news["leads"].as_array().unwrap().len(), &news["leads"][0]["lead"]["lead_id"]), (1, &json!(late)));
        let waits = news["handoffs"].as_array().unwrap();
        assert_eq!((waits.len(), &waits[0]["reason"]["code"]), (1, &json!("visitor_asked")));
        assert!(news["cursor"].as_i64() > first["cursor"].as_i64());
        let nothing = maya.get(&feed(&news["cursor"])).await.json;
        assert_eq!((&nothing["leads"], &nothing["handoffs"], &nothing["leads_24h"]), (&json!([]), &json!([]), &json!(2)));
        site.app.clock.advance_ms(86_400_001);
        assert_eq!(maya.get("/app/leads/feed").await.json["leads_24h"], 0);
    }

    async fn what_alerts_somebody_is_theirs_and_the_plan_is_the_workspaces(db: TestDb) {
        let site = Site::new(db).await;
        let (owner, maya) = (site.member(&site.tenant.owner).await, site.member(&site.tenant.maya).await);
        let settings = "/api/v1/alerts/settings";
        assert_eq!(maya.get(settings).await.json["lead"], json!({"toast": true, "sound": false, "push": true, "mail": true}));
        let loud = json!({"handoff": {"toast": true, "sound": true, "push": false, "mail": false}});
        assert_eq!(maya.patch(settings, loud.clone()).await.json["handoff"], loud["handoff"]);
        assert_eq!(owner.get(settings).await.json["handoff"]["sound"], false);
        let plan = json!({"sound_after_s": 5, "push_after_s": 5, "mail_after_s": 60, "next_after_s": 90});
        assert_eq!(maya.patch("/api/v1/alerts/plan", plan.clone()).await.status, 403);
        assert_eq!(owner.patch("/api/v1/alerts/plan", plan.clone()).await.json, plan);
        assert_eq!(maya.get("/api/v1/alerts/plan").await.json, plan);
        let backwards = json!({"sound_after_s": 50, "push_after_s": 5, "mail_after_s": 60, "next_after_s": 90});
        assert_eq!(owner.patch("/api/v1/alerts/plan", backwards).await.status, 422);
    }

    async fn an_alert_shows_its_steps_and_who_has_seen_it(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        maya.get("/app/leads/feed").await;
        let lead = submit(&site.visitor().await, form("form", "ana@example.com")).await;
        site.app.drain_jobs().await.unwrap();
        let page = maya.get("/api/v1/alerts").await.json;
        let alert = &page["items"][0];
        assert_eq!((&alert["kind"], &alert["name"], &alert["receipt"]), (&json!("lead"), &json!("Ana"), &Value::Null));
        let seen = json!({"lead_id": lead, "how": "notification"});
        assert_eq!(maya.post("/api/v1/alerts/acknowledge", seen.clone()).await.json, json!({"ended": 1}));
        assert_eq!(maya.post("/api/v1/alerts/acknowledge", seen).await.json, json!({"ended": 0}));
        let receipt = &maya.get(&format!("/api/v1/alerts?lead={lead}")).await.json["items"][0]["receipt"];
        assert_eq!((&receipt["by"]["name"], &receipt["how"], &receipt["at"]), (&json!("Maya"), &json!("notification"), &page["items"][0]["created_at"]));
        assert_eq!(maya.post("/api/v1/alerts/seen", json!({})).await.status, 204);
        assert_eq!(maya.get("/api/v1/alerts").await.json["seen_at"], "2026-11-20T10:00:00.000Z");
        assert_eq!(maya.post("/api/v1/alerts/acknowledge", json!({"how": "opened"})).await.status, 422);
    }
}
