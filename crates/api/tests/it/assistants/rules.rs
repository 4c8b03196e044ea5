//! Behaviour rules: sent at boot, done and counted on the server.

use baton_core::id::RuleId;
use baton_testkit::{Site, TestDb};
use serde_json::{Value, json};

fn rule(id: RuleId, priority: i64, action: &Value) -> Value {
    json!({"id": id, "name": format!("Rule {priority}"), "enabled": true, "priority": priority, "cap": "visit",
        "when": [{"type": "time", "seconds": 5}, {"type": "url", "how": "contains", "value": "/boots"}],
        "actions": [{"share": 50, "do": action}, {"share": 50, "do": {"type": "lead_form"}}]})
}

baton_testkit::both_databases! {
    /// At most 20 enabled rules, the higher priority first.
    async fn at_most_twenty_enabled_rules_are_sent_those_that_win_first(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        let form = json!({"type": "lead_form"});
        let many = |n: i64| (0..n).map(|p| rule(site.app.ids.next(), p, &form)).collect::<Vec<_>>();
        let refused = maya.patch(&path, json!({"rules": many(21)})).await;
        assert_eq!((refused.status, refused.json["fields"]["rules"].is_string()), (422, true));
        let mut rules = many(20);
        rules[7]["enabled"] = json!(false);
        assert_eq!(maya.patch(&path, json!({"rules": rules})).await.status, 200);
        let body = json!({"assistant": site.tenant.assistant.id, "page": {"url": "https://shop.example/"}});
        let sent = site.visiting().post("/v1/widget/init", body).await.json["rules"].clone();
        let sent: Vec<_> = sent.as_array().unwrap().iter().map(|r| r["priority"].as_i64().unwrap()).collect();
        assert_eq!(sent, (0..20).rev().filter(|p| *p != 7).collect::<Vec<_>>());
    }

    async fn a_rule_says_its_answer_once_and_only_while_the_assistant_holds(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        let id: RuleId = site.app.ids.next();
        let says = json!({"type": "answer", "text": "Boots are 20 % off today.", "open": true});
        maya.patch(&path, json!({"rules": [rule(id, 1, &says)]})).await;
        let act = format!("/v1/widget/rules/{id}");
        let first = visitor.post(&act, json!({"client_id": "a"})).await;
        assert_eq!((first.status, &first.json["message"]["body"], &first.json["message"]["kind"]), (200, &json!("Boots are 20 % off today."), &json!("curated")));
        assert_eq!(visitor.post(&act, json!({"client_id": "a"})).await.json["message"]["id"], first.json["message"]["id"]);
        let messages = visitor.get("/v1/widget/messages?after=0").await;
        assert_eq!(messages.json["items"].as_array().unwrap().len(), 1);
        // Its other action does nothing here, and there is no third.
        assert_eq!(visitor.post(&act, json!({"client_id": "b", "variant": 1})).await.status, 409);
        assert_eq!(visitor.post(&act, json!({"client_id": "b", "variant": 2})).await.status, 404);
        visitor.post("/v1/widget/request-human", json!({})).await;
        assert_eq!(visitor.post(&act, json!({"client_id": "c"})).await.json["message"], Value::Null);
    }

    async fn a_rule_calls_a_person(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        let id: RuleId = site.app.ids.next();
        maya.patch(&path, json!({"rules": [rule(id, 4, &json!({"type": "person"}))]})).await;
        assert_eq!(visitor.post(&format!("/v1/widget/rules/{id}"), json!({"client_id": "a"})).await.status, 200);
        // Also who has not written a word waits where the team sees it.
        assert_eq!(maya.get("/api/v1/conversations/counts").await.json["waiting"], 1);
        let waiting = maya.get("/api/v1/conversations?view=waiting").await.json["items"][0].clone();
        assert_eq!(waiting["baton"]["reason"]["text"], "Rule 4");
    }

    /// A rule that calls a person says so as the visitor reads, not in English.
    async fn a_rule_calls_a_person_in_the_visitors_language(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        let id: RuleId = site.app.ids.next();
        maya.patch(&path, json!({"rules": [rule(id, 4, &json!({"type": "person"}))]})).await;
        for (locale, says) in [("de-AT", "Gerade ist niemand am Platz"), ("fr", "Personne n'est à son poste"), ("en", "Nobody is at their desk")] {
            let init = json!({"assistant": site.tenant.assistant.id, "locale": locale, "page": {"url": "https://shop.example/"}});
            let started = site.visiting().post("/v1/widget/init", init).await;
            let visitor = site.visiting().with("authorization", &format!("Bearer {}", started.json["token"].as_str().unwrap()));
            assert_eq!(visitor.post(&format!("/v1/widget/rules/{id}"), json!({"client_id": "a"})).await.status, 200);
            let said = visitor.get("/v1/widget/messages?after=0").await.json["items"][0]["body"].clone();
            assert!(said.as_str().unwrap().contains(says), "{locale}: {said}");
        }
    }

    async fn what_came_of_a_rule_is_counted_by_action(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, visitor) = (site.member(&site.tenant.maya).await, site.visitor().await);
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        let id: RuleId = site.app.ids.next();
        maya.patch(&path, json!({"rules": [rule(id, 1, &json!({"type": "lead_form"}))]})).await;
        let event = |name: &str, variant: u8| json!({"name": name, "data": {"rule": id, "variant": variant}});
        let other: RuleId = site.app.ids.next();
        let events = [event("rule.shown", 0), event("rule.shown", 1), event("rule.clicked", 1), event("rule.shown", 7),
            json!({"name": "rule.shown", "data": {"rule": other}})];
        assert_eq!(visitor.post("/v1/widget/events", json!({"events": events})).await.status, 204);
        // R069: a lead that a rule led to says so, and is counted for it.
        let form = json!({"client_id": "l", "source": "rule", "email": "a@example.com", "consent": true, "rule": id, "variant": 1});
        assert_eq!(visitor.post("/v1/widget/leads", form).await.status, 201);
        assert_eq!(maya.get("/api/v1/leads").await.json["items"][0]["source"], "rule");
        let counts = maya.get(&format!("{path}/rules/counts")).await.json["items"].clone();
        assert_eq!(counts, json!([
            {"rule": id, "variant": 0, "shown": 1, "clicked": 0, "led": 0, "won": 0},
            {"rule": id, "variant": 1, "shown": 1, "clicked": 1, "led": 1, "won": 0},
        ]));
        // The same details once more are the same lead. Where it is won the rule has won it, and not where that is taken back.
        let again = json!({"client_id": "l", "source": "rule", "email": "a@example.com", "consent": true, "rule": id, "variant": 0});
        assert_eq!(visitor.post("/v1/widget/leads", again).await.status, 201);
        let lead = maya.get("/api/v1/leads").await.json["items"][0]["id"].as_str().unwrap().to_owned();
        for (status, won) in [("won", 1), ("lost", 0), ("won", 1)] {
            assert_eq!(maya.patch(&format!("/api/v1/leads/{lead}"), json!({"status": status})).await.status, 200);
            let counts = maya.get(&format!("{path}/rules/counts")).await.json["items"].clone();
            assert_eq!(counts, json!([
                {"rule": id, "variant": 0, "shown": 1, "clicked": 0, "led": 0, "won": 0},
                {"rule": id, "variant": 1, "shown": 1, "clicked": 1, "led": 1, "won": won},
            ]));
        }
        site.app.clock.advance_ms(31 * 86_400_000);
        let maya = site.member(&site.tenant.maya).await;
        assert_eq!(maya.get(&format!("{path}/rules/counts")).await.json["items"], json!([]));
    }
}
