//! Sockets of the whole edge: who hears what, and who is here.

use crate::socket::Socket;
use baton_testkit::{Site, TestDb};
use serde_json::{Value, json};

baton_testkit::both_databases! {
    async fn what_a_teammate_has_read_is_told_to_the_team_and_to_no_visitor(db: TestDb) {
        let site = Site::new(db).await;
        let started = site.tenant.arrive(&site.app).await;
        let visitor = site.nobody().bearing(&started.token).with("origin", "https://shop.example");
        let maya = site.member(&site.tenant.maya).await;
        let (id, workspace) = (started.conversation.id, site.tenant.workspace);
        let [mut theirs, mut ours] = [Socket::open(&site, "/app").await, Socket::open(&site, "/app").await];
        ours.join(&maya, &format!("private-workspace.{workspace}")).await;
        theirs.join(&visitor, &format!("private-conversation.{id}")).await;
        visitor.post("/v1/widget/messages", json!({"client_id": uuid::Uuid::new_v4(), "body": "Hello?"})).await;
        maya.post(&format!("/api/v1/conversations/{id}/read"), json!({"seq": 1})).await;
        let seen = ours.hear("seen").await;
        let data: Value = serde_json::from_str(seen["data"].as_str().unwrap()).unwrap();
        assert_eq!(
            data,
            json!({"conversation_id": id, "user_id": site.tenant.maya.person.id, "seq": 1})
        );
        // Frames come in order: whatever of it were on its way to the visitor would be here before this.
        maya.post(&format!("/api/v1/conversations/{id}/claim"), json!({})).await;
        let mut heard = Vec::new();
        while heard.last().is_none_or(|name| name != "conversation.claimed") {
            heard.push(theirs.next().await["event"].as_str().unwrap().to_owned());
        }
        assert!(!heard.iter().any(|name| name == "seen"), "{heard:?}");
    }

    /// R032, R067, R068: an open conversation hears what happens on its private channel, without asking; those may listen who may
    /// read it, and nobody else.
    async fn an_open_conversation_hears_its_private_channel(db: TestDb) {
        let site = Site::new(db).await;
        let started = site.tenant.arrive(&site.app).await;
        let visitor = site.nobody().bearing(&started.token).with("origin", "https://shop.example");
        let maya = site.member(&site.tenant.maya).await;
        let id = started.conversation.id;
        let channel = format!("private-conversation.{id}");
        let [mut ours, mut other] = [Socket::open(&site, "/app").await, Socket::open(&site, "/app").await];
        assert_eq!(ours.join(&maya, &channel).await, 200);
        let stranger = site.app.tenant("Theirs").await;
        let stranger = site.member(&stranger.owner).await;
        let passer_by = site.visitor().await;
        for nobody in [&stranger, &passer_by, &site.nobody()] {
            assert!(matches!(other.join(nobody, &channel).await, 401 | 403));
        }
        visitor.post("/v1/widget/messages", json!({"client_id": "1", "body": "Hello?"})).await;
        let heard = ours.hear("message.created").await;
        assert!(heard["data"].as_str().unwrap().contains("Hello?"));
        maya.post(&format!("/api/v1/conversations/{id}/claim"), json!({})).await;
        let heard = ours.hear("conversation.claimed").await;
        assert_eq!(heard["channel"], channel);
        assert!(heard["data"].as_str().unwrap().contains("Maya"));
        assert!(other.heard().await.is_empty(), "who was refused hears nothing");
    }

    async fn names_of_teammates_are_told_to_visitors_only_where_they_are_wanted(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let assistant = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        let changed = maya.patch(&assistant, json!({"show_human_names": false})).await;
        assert_eq!((changed.status, &changed.json["show_human_names"]), (200, &json!(false)));
        let started = site.tenant.arrive(&site.app).await;
        let visitor = site.nobody().bearing(&started.token).with("origin", "https://shop.example");
        let (id, path) = (started.conversation.id, format!("/api/v1/conversations/{}", started.conversation.id));
        let mut theirs = Socket::open(&site, "/app").await;
        theirs.join(&visitor, &format!("private-conversation.{id}")).await;
        maya.post(&format!("{path}/claim"), json!({})).await;
        maya.post(&format!("{path}/typing"), json!({"on": true})).await;
        let reply = json!({"client_id": uuid::Uuid::new_v4(), "body": "Good morning."});
        assert_eq!(maya.post(&format!("{path}/reply"), reply).await.status, 201);
        maya.post(&format!("{path}/read"), json!({"seq": 1})).await;
        let caught_up = visitor.get("/v1/widget/messages?after=0").await;
        assert_eq!(caught_up.json["baton"]["holder"], "person");
        maya.post(&format!("{path}/release"), json!({})).await;
        let mut told = vec![caught_up.text];
        while !told.last().is_some_and(|frame| frame.contains("conversation.released")) {
            told.push(theirs.next().await.to_string());
        }
        let all = told.join("\n");
        for word in ["conversation.claimed", "typing", "Good morning."] {
            assert!(all.contains(word), "{word}: {all}");
        }
        assert!(!all.contains("Maya"), "{all}");
    }

    async fn what_a_lead_tells_of_a_contact_is_told_to_the_team(db: TestDb) {
        let site = Site::new(db).await;
        let started = site.tenant.arrive(&site.app).await;
        let visitor = site.nobody().bearing(&started.token).with("origin", "https://shop.example");
        let maya = site.member(&site.tenant.maya).await;
        let lead = json!({"client_id": uuid::Uuid::new_v4(), "source": "form", "email": "ruth@example.org",
            "fields": {}, "consent": true});
        let left = visitor.post("/v1/widget/leads", lead).await;
        assert!(left.status < 300, "{}", left.text);
        let types = async || {
            let events = maya.get("/api/v1/events?after=0").await.json;
            let types = events["items"].as_array().unwrap().iter().map(|event| event["type"].clone());
            types.filter(|kind| kind == "contact.updated" || kind == "lead.captured").collect::<Vec<_>>()
        };
        assert_eq!(types().await, ["lead.captured", "contact.updated"]);
        // The same once more tells nothing new of them.
        visitor.post("/v1/widget/leads", json!({"client_id": uuid::Uuid::new_v4(), "source": "form",
            "email": "ruth@example.org", "fields": {}, "consent": true})).await;
        assert_eq!(types().await, ["lead.captured", "contact.updated"]);
    }

    async fn both_sides_hear_a_claim_and_each_its_own_words(db: TestDb) {
        let site = Site::new(db).await;
        let started = site.tenant.arrive(&site.app).await;
        let visitor = site.nobody().bearing(&started.token).with("origin", "https://shop.example");
        let maya = site.member(&site.tenant.maya).await;
        let (id, workspace) = (started.conversation.id, site.tenant.workspace);
        let [mut theirs, mut ours] = [Socket::open(&site, "/realtime/app").await, Socket::open(&site, "/app").await];
        assert_eq!(ours.join(&maya, &format!("private-workspace.{workspace}")).await, 200);
        assert_eq!(theirs.join(&visitor, &format!("private-conversation.{id}")).await, 200);
        let here = ours.hear("presence").await;
        assert!(here["data"].as_str().unwrap().contains("\"online\":true"));

        maya.post(&format!("/api/v1/conversations/{id}/claim"), json!({})).await;
        let claimed = theirs.hear("conversation.claimed").await;
        let data: Value = serde_json::from_str(claimed["data"].as_str().unwrap()).unwrap();
        assert_eq!(data["baton"]["person"], json!({"name": "Maya"}));
        let envelope = ours.hear("conversation.claimed").await;
        let envelope: Value = serde_json::from_str(envelope["data"].as_str().unwrap()).unwrap();
        assert_eq!((&envelope["actor"]["name"], &envelope["data"]["from"]), (&json!("Maya"), &json!("assistant")));
        let contact = maya.get(&format!("/api/v1/conversations/{id}")).await;
        assert_eq!(contact.json["contact"]["online"], true);

        theirs.stream.close(None).await.unwrap();
        let gone = ours.hear("presence").await;
        assert!(gone["data"].as_str().unwrap().contains("\"online\":false"));
    }

    async fn nobody_hears_what_is_not_theirs(db: TestDb) {
        let site = Site::new(db).await;
        let other = site.app.tenant("Other").await;
        let [own, foreign] = [site.tenant.arrive(&site.app).await, other.arrive(&site.app).await];
        let visitor = site.nobody().bearing(&own.token).with("origin", "https://shop.example");
        let maya = site.member(&site.tenant.maya).await;
        let mut socket = Socket::open(&site, "/realtime/app").await;
        let (id, theirs) = (own.conversation.id, foreign.conversation.id);
        let names = |id: &dyn std::fmt::Display| {
            [format!("private-conversation.{id}"), format!("private-conversation.{id}.team"), format!("presence-conversation.{id}")]
        };
        for channel in names(&theirs) {
            assert_eq!(socket.join(&visitor, &channel).await, 403, "{channel}");
            assert_eq!(socket.join(&maya, &channel).await, 403, "{channel}");
        }
        for channel in names(&id).iter().skip(1).cloned().chain([format!("private-workspace.{}", site.tenant.workspace)]) {
            assert_eq!(socket.join(&visitor, &channel).await, 403, "{channel}");
            assert_eq!(socket.join(&maya, &channel).await, 200, "{channel}");
        }
        let theirs = format!("private-workspace.{}", other.workspace);
        assert_eq!(socket.join(&maya, &theirs).await, 403);
        assert_eq!(socket.join(&site.nobody(), &theirs).await, 401);
    }
}
