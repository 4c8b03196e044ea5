use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

async fn asked(site: &Site) -> (Client, String) {
    let visitor = site.visitor().await;
    let said = json!({"client_id": "1", "body": "Do you sell boots?"});
    assert_eq!(visitor.post("/v1/widget/messages", said).await.status, 201);
    let owner = site.member(&site.tenant.owner).await;
    let newest = owner.get("/api/v1/conversations").await.json["items"][0]["id"].clone();
    let path = format!("/api/v1/conversations/{}", newest.as_str().unwrap());
    (visitor, path)
}

/// The types of a conversation's events, oldest first.
async fn told(client: &Client, path: &str) -> Vec<Value> {
    let events = client.get(&format!("{path}/events")).await;
    events.json["items"].as_array().unwrap().clone()
}

baton_testkit::both_databases! {
    /// Notes: once per client id, with who is mentioned; in the timeline of members, never in what the visitor reads.
    async fn a_note_is_the_teams_own(db: TestDb) {
        let site = Site::new(db).await;
        let (visitor, path) = asked(&site).await;
        let maya = site.member(&site.tenant.maya).await;
        let tomas = site.tenant.tomas.person.id;
        let note = json!({"client_id": "n1", "body": "@Tomás is this VIP-note?", "mentions": [tomas, tomas]});
        let before = maya.get(&path).await.json;
        let first = maya.post(&format!("{path}/notes"), note.clone()).await;
        assert_eq!((first.status, &first.json["mentions"][0]["name"]), (201, &json!("Tomás")), "{}", first.text);
        assert_eq!(first.json["mentions"].as_array().unwrap().len(), 1);
        let again = maya.post(&format!("{path}/notes"), note).await;
        assert_eq!((again.status, &again.json["id"]), (200, &first.json["id"]));
        let last = told(&maya, &path).await.pop().unwrap();
        assert_eq!((&last["type"], &last["data"]["note"]["body"]), (&json!("note.created"), &json!("@Tomás is this VIP-note?")));
        // Lists do not count it as a message.
        let after = maya.get(&path).await.json;
        assert_eq!((&after["last_seq"], &after["last_message"]), (&before["last_seq"], &before["last_message"]));
        let seen = visitor.get("/v1/widget/messages?after=0").await;
        assert!(!seen.text.contains("VIP-note"), "{}", seen.text);

        for (body, field) in [
            (json!({"client_id": "n2", "body": " "}), "body"),
            (json!({"client_id": "n2", "body": "x".repeat(4_001)}), "body"),
            (json!({"client_id": "n2", "body": "x", "mentions": [uuid::Uuid::nil()]}), "mentions"),
        ] {
            let refused = maya.post(&format!("{path}/notes"), body).await;
            assert_eq!((refused.status, refused.json["fields"][field].is_string()), (422, true), "{}", refused.text);
        }
        let viewer = site.member(&site.tenant.viewer).await;
        let theirs = viewer.post(&format!("{path}/notes"), json!({"client_id": "n3", "body": "x"})).await;
        assert_eq!(theirs.status, 403);
    }

    /// X5, R122: assigned is responsible; it moves no baton. Who is away, reads only or is a stranger gets nothing.
    async fn assigning_makes_responsible_and_moves_no_baton(db: TestDb) {
        let site = Site::new(db).await;
        let (_visitor, path) = asked(&site).await;
        let maya = site.member(&site.tenant.maya).await;
        let tomas = site.member(&site.tenant.tomas).await;
        let assign = async |to: Value| maya.post(&format!("{path}/assign"), json!({"user_id": to})).await;
        let person = json!(site.tenant.tomas.person.id);
        let assigned = assign(person.clone()).await;
        assert_eq!((assigned.status, &assigned.json["agent"]["name"]), (200, &json!("Tomás")), "{}", assigned.text);
        assert_eq!((&assigned.json["baton"]["holder"], &assigned.json["baton"]["epoch"]), (&json!("assistant"), &json!(0)));
        assert_eq!(assign(person.clone()).await.status, 200);
        let events = told(&maya, &path).await;
        let changes: Vec<_> = events.iter().filter(|e| e["type"] == "conversation.assigned").collect();
        assert_eq!(changes.len(), 1);
        assert_eq!((&changes[0]["data"]["agent"]["name"], &changes[0]["data"]["before"]), (&json!("Tomás"), &Value::Null));
        assert_eq!(assign(Value::Null).await.json["agent"], Value::Null);

        assert_eq!(tomas.post("/api/v1/availability", json!({"available": false})).await.status, 204);
        let away = assign(person.clone()).await;
        assert_eq!((away.status, &away.json["fields"]["user_id"]), (422, &json!("Tomás is away. Choose somebody who is available.")));
        let team = maya.get("/api/v1/teammates").await.json["items"].clone();
        let seen = team.as_array().unwrap().iter().find(|mate| mate["name"] == "Tomás").unwrap().clone();
        assert_eq!((&seen["away"], &seen["available"]), (&json!(true), &json!(false)));
        // For themselves they still may.
        let own = tomas.post(&format!("{path}/assign"), json!({"user_id": person})).await;
        assert_eq!(own.status, 200);
        for nobody in [json!(site.tenant.viewer.person.id), json!(uuid::Uuid::nil())] {
            assert_eq!(assign(nobody).await.status, 422);
        }
    }

    /// R040, R043: one holder at every moment; the visitor reads who joined; a word goes along as a note.
    async fn a_transfer_passes_the_baton_with_a_word(db: TestDb) {
        let site = Site::new(db).await;
        let (visitor, path) = asked(&site).await;
        let maya = site.member(&site.tenant.maya).await;
        let tomas = site.member(&site.tenant.tomas).await;
        let owner = site.member(&site.tenant.owner).await;
        let to_tomas = json!({"user_id": site.tenant.tomas.person.id, "note": "They want size 43."});
        let early = maya.post(&format!("{path}/transfer"), to_tomas.clone()).await;
        assert_eq!((early.status, &early.json["code"]), (409, &json!("must_claim_first")));
        maya.post(&format!("{path}/claim"), json!({})).await;
        let foreign = tomas.post(&format!("{path}/transfer"), to_tomas.clone()).await;
        assert_eq!((foreign.status, &foreign.json["holder"]["name"]), (409, &json!("Maya")));

        let passed = maya.post(&format!("{path}/transfer"), to_tomas).await;
        assert_eq!(passed.status, 200, "{}", passed.text);
        assert_eq!((&passed.json["baton"]["person"]["name"], &passed.json["agent"]["name"]), (&json!("Tomás"), &json!("Tomás")));
        assert_eq!(passed.json["baton"]["epoch"], 2);
        let late = maya.post(&format!("{path}/reply"), json!({"client_id": "r", "body": "x"})).await;
        assert_eq!((late.status, &late.json["holder"]["name"]), (409, &json!("Tomás")));
        let seen = visitor.get("/v1/widget/messages?after=0").await;
        assert_eq!(seen.json["baton"]["person"]["name"], "Tomás");
        let events = told(&maya, &path).await;
        let kinds: Vec<_> = events.iter().map(|e| e["type"].as_str().unwrap()).collect();
        assert_eq!(kinds[kinds.len() - 3..], ["note.created", "conversation.claimed", "conversation.assigned"]);
        let note = &events[kinds.len() - 3]["data"]["note"];
        assert_eq!((&note["body"], &note["mentions"][0]["name"]), (&json!("They want size 43."), &json!("Tomás")));
        // An owner may pass on what others hold.
        let to_maya = json!({"user_id": site.tenant.maya.person.id});
        assert_eq!(owner.post(&format!("{path}/transfer"), to_maya).await.json["baton"]["person"]["name"], "Maya");
    }

    /// Canned replies: the team's and one's own, each shortcut once, in an order that is the user's.
    async fn canned_replies_are_shared_or_ones_own(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let tomas = site.member(&site.tenant.tomas).await;
        let keep = async |client: &Client, shortcut: &str, shared: bool| {
            let new = json!({"shortcut": shortcut, "body": "Hi {{contact.name|there}}", "shared": shared});
            client.post("/api/v1/canned-replies", new).await
        };
        let hours = keep(&maya, "/Hours", true).await;
        assert_eq!((hours.status, &hours.json["shortcut"]), (201, &json!("hours")), "{}", hours.text);
        let own = keep(&maya, "bye", false).await.json["id"].clone();
        assert_eq!(keep(&tomas, "bye", false).await.status, 201);
        let taken = keep(&tomas, "hours", true).await;
        assert_eq!((taken.status, &taken.json["fields"]["shortcut"]), (422, &json!("This shortcut is taken. Choose another one.")));
        let unknown = json!({"shortcut": "x", "body": "Hi {{contact.nam}}"});
        let refused = maya.post("/api/v1/canned-replies", unknown).await;
        assert!(refused.json["fields"]["body"].as_str().unwrap().starts_with("Nothing stands for {{contact.nam}}."), "{}", refused.text);

        let names = async |client: &Client| {
            let list = client.get("/api/v1/canned-replies").await.json["items"].clone();
            list.as_array().unwrap().iter().map(|reply| reply["shortcut"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(&maya).await, ["hours", "bye"]);
        let order = json!({"ids": [own, hours.json["id"]]});
        assert_eq!(maya.post("/api/v1/canned-replies/order", order).await.json["items"][0]["shortcut"], "bye");
        assert_eq!(names(&maya).await, ["bye", "hours"]);
        assert_eq!(names(&tomas).await.len(), 2);
        // What is somebody's own does not exist for others.
        let path = format!("/api/v1/canned-replies/{}", own.as_str().unwrap());
        assert_eq!(tomas.patch(&path, json!({"body": "x"})).await.status, 404);
        assert_eq!(maya.patch(&path, json!({"shortcut": "ciao", "shared": true})).await.json["shortcut"], "ciao");
        assert_eq!(tomas.delete(&path).await.status, 204);
        assert_eq!(names(&maya).await, ["hours"]);
    }
}
