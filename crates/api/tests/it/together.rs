//! What teammates see of each other and of the visitor: who looks, who writes, what was read.

use crate::socket::Socket;
use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

fn data(frame: &Value) -> Value {
    serde_json::from_str(frame["data"].as_str().unwrap()).unwrap()
}

/// A visitor of the shop, and the path of their conversation.
async fn arrived(site: &Site) -> (Client, String, String) {
    let started = site.tenant.arrive(&site.app).await;
    let visitor = site
        .nobody()
        .bearing(&started.token)
        .with("origin", "https://shop.example");
    let id = started.conversation.id.to_string();
    (visitor, format!("/api/v1/conversations/{id}"), id)
}

async fn contact_is_online(who: &Client, path: &str) -> bool {
    who.get(path).await.json["contact"]["online"] == true
}

baton_testkit::both_databases! {
    /// R047: whoever opens a conversation is seen there by the others, in lists too, until they leave it.
    async fn who_looks_at_a_conversation_is_told_to_the_team(db: TestDb) {
        let site = Site::new(db).await;
        let (_visitor, _path, id) = arrived(&site).await;
        let [maya, tomas] = [site.member(&site.tenant.maya).await, site.member(&site.tenant.tomas).await];
        let [mut ours, mut theirs] = [Socket::open(&site, "/app").await, Socket::open(&site, "/app").await];
        ours.join(&maya, &format!("private-workspace.{}", site.tenant.workspace)).await;
        theirs.join(&tomas, &format!("presence-conversation.{id}")).await;
        let by = json!({"id": site.tenant.tomas.person.id, "name": site.tenant.tomas.person.name});
        let told = |on: bool| json!({"conversation_id": id, "by": by, "on": on});
        assert_eq!(data(&ours.hear("viewing").await), told(true));
        let viewing = async || {
            let team = maya.get("/api/v1/teammates").await.json["items"].clone();
            let of_tomas = team.as_array().unwrap().iter().find(|mate| mate["id"] == by["id"]).unwrap().clone();
            of_tomas["viewing"].clone()
        };
        // Who comes later asks.
        assert_eq!(viewing().await, json!([id]));
        theirs.stream.close(None).await.unwrap();
        assert_eq!(data(&ours.hear("viewing").await), told(false));
        assert_eq!(viewing().await, json!([]));
    }

    async fn who_writes_is_told_to_the_team_and_of_a_note_the_visitor_hears_nothing(db: TestDb) {
        let site = Site::new(db).await;
        let (visitor, path, id) = arrived(&site).await;
        let [maya, tomas] = [site.member(&site.tenant.maya).await, site.member(&site.tenant.tomas).await];
        let [mut ours, mut theirs] = [Socket::open(&site, "/app").await, Socket::open(&site, "/app").await];
        ours.join(&tomas, &format!("private-workspace.{}", site.tenant.workspace)).await;
        theirs.join(&visitor, &format!("private-conversation.{id}")).await;
        let by = json!({"id": site.tenant.maya.person.id, "name": "Maya"});
        let told = |by: &Value, note: bool, on: bool| json!({"conversation_id": id, "by": by, "note": note, "on": on});

        visitor.post("/v1/widget/typing", json!({"on": true})).await;
        assert_eq!(data(&ours.hear("writing").await), told(&Value::Null, false, true));
        assert_eq!(maya.post(&format!("{path}/typing"), json!({"on": true, "note": true})).await.status, 204);
        assert_eq!(data(&ours.hear("writing").await), told(&by, true, true));
        assert_eq!(maya.post(&format!("{path}/typing"), json!({"on": true})).await.status, 204);
        assert_eq!(data(&ours.hear("writing").await), told(&by, false, true));

        // The visitor hears of themselves and of the reply that is being written, in this order.
        assert_eq!(data(&theirs.hear("typing").await)["who"], "visitor");
        assert_eq!(data(&theirs.hear("typing").await)["who"], "person");
        maya.post(&format!("{path}/claim"), json!({})).await;
        let mut heard = Vec::new();
        while !heard.last().is_some_and(|frame: &Value| frame["event"] == "conversation.claimed") {
            heard.push(theirs.next().await);
        }
        assert!(!heard.iter().any(|frame| frame["event"] == "typing" || frame["event"] == "writing"), "{heard:?}");

        let viewer = site.member(&site.tenant.viewer).await;
        for note in [true, false] {
            let refused = viewer.post(&format!("{path}/typing"), json!({"on": true, "note": note})).await;
            assert_eq!(refused.status, 403);
        }
    }

    async fn what_the_visitor_has_read_is_shown_with_its_time(db: TestDb) {
        let site = Site::new(db).await;
        let (visitor, path, id) = arrived(&site).await;
        let maya = site.member(&site.tenant.maya).await;
        maya.post(&format!("{path}/claim"), json!({})).await;
        maya.post(&format!("{path}/reply"), json!({"client_id": "r1", "body": "Good morning."})).await;
        assert_eq!(maya.get(&path).await.json["visitor_read"], json!({"seq": 0, "at": null}));
        let mut ours = Socket::open(&site, "/app").await;
        ours.join(&maya, &format!("private-conversation.{id}")).await;
        visitor.post("/v1/widget/read", json!({"seq": 1})).await;
        let heard = data(&ours.hear("read").await);
        assert_eq!((&heard["who"], &heard["seq"]), (&json!("visitor"), &json!(1)));
        let shown = maya.get(&path).await.json["visitor_read"].clone();
        assert_eq!(shown, json!({"seq": 1, "at": heard["at"]}));
        assert!(shown["at"].is_string());
        // Once more is no news: it was seen when it was seen first.
        site.app.clock.advance_ms(60_000);
        visitor.post("/v1/widget/read", json!({"seq": 1})).await;
        assert_eq!(maya.get(&path).await.json["visitor_read"], shown);
    }

    /// R058: a visitor whose network lets no socket through asks every few seconds, and is there.
    async fn a_visitor_who_polls_has_the_green_dot(db: TestDb) {
        let site = Site::new(db).await;
        let (visitor, path, _id) = arrived(&site).await;
        let maya = site.member(&site.tenant.maya).await;
        let mut ours = Socket::open(&site, "/app").await;
        ours.join(&maya, &format!("private-workspace.{}", site.tenant.workspace)).await;
        assert!(!contact_is_online(&maya, &path).await);
        assert_eq!(visitor.get("/v1/widget/messages?after=0").await.status, 200);
        assert_eq!(data(&ours.hear("presence").await)["online"], true);
        assert!(contact_is_online(&maya, &path).await);
    }
}
