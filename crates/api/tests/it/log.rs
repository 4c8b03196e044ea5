//! The conversation log over HTTP: its pages, its files, and what is deleted from it.

use crate::socket::Socket;
use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

const LOG: &str = "/api/v1/conversations/log";

/// A visitor who wrote, with the id of their conversation.
async fn wrote(site: &Site, body: &str) -> (Client, String) {
    site.app.clock.advance_ms(60_000);
    let started = site.tenant.arrive(&site.app).await;
    let visitor = site
        .nobody()
        .bearing(&started.token)
        .with("origin", "https://shop.example");
    let message = json!({"client_id": "1", "body": body});
    assert_eq!(
        visitor.post("/v1/widget/messages", message).await.status,
        201
    );
    (visitor, started.visitor.conversation.to_string())
}

fn ids(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect()
}

baton_testkit::both_databases! {
    /// R014, R017, R018, R019: all sessions are there, those of visitors who never wrote when they are asked for, with who held
    /// each how long.
    async fn the_log_has_everybody_with_who_held_it(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let silent = site.tenant.arrive(&site.app).await.visitor.conversation.to_string();
        let (_, first) = wrote(&site, "Do you have boots?").await;
        let (_, second) = wrote(&site, "can i talk to an actual person please").await;
        site.app.clock.advance_ms(120_000);
        let claimed = maya.post(&format!("/api/v1/conversations/{second}/claim"), json!({})).await;
        assert_eq!(claimed.status, 200);
        site.app.clock.advance_ms(300_000);

        let page = maya.get(LOG).await;
        assert_eq!(ids(&page.json), [&second, &first]);
        let legs: Vec<_> = page.json["items"][0]["legs"].as_array().unwrap().iter().map(|leg| leg["holder"].as_str().unwrap()).collect();
        assert_eq!(legs, ["nobody", "person"]);
        let all = maya.get(&format!("{LOG}?engaged=false")).await;
        assert_eq!(ids(&all.json), [&second, &first, &silent]);
        let counts = maya.get(&format!("{LOG}/counts")).await;
        assert_eq!(counts.json, json!({"engaged": 2, "all": 3, "more": false}));

        // A page at a time, and each filter.
        let one = maya.get(&format!("{LOG}?engaged=false&limit=2")).await;
        let cursor = one.json["next_cursor"].as_str().unwrap();
        let rest = maya.get(&format!("{LOG}?engaged=false&limit=2&cursor={cursor}")).await;
        assert_eq!((ids(&rest.json), &rest.json["next_cursor"]), (vec![silent.as_str()], &json!(null)));
        maya.post(&format!("/api/v1/conversations/{first}/tags"), json!({"name": "boots"})).await;
        assert_eq!(maya.get("/api/v1/tags").await.json["items"], json!(["boots"]));
        let user = site.tenant.maya.person.id;
        for (filter, wanted) in [
            ("channel=widget", vec![&second, &first]),
            ("channel=whatsapp", vec![]),
            ("holder=person", vec![&second]),
            ("holder=assistant", vec![&first]),
            (&format!("person={user}"), vec![&second]),
            ("needs_human=true", vec![&second]),
            ("tag=boots", vec![&first]),
            ("tag=boots&holder=person", vec![]),
            ("from=2999-01-01T00:00:00Z", vec![]),
            ("until=2999-01-01T00:00:00Z", vec![&second, &first]),
            ("q=boots", vec![&first]),
            ("q=boots&tag=other", vec![]),
        ] {
            let page = maya.get(&format!("{LOG}?{filter}")).await;
            assert_eq!(ids(&page.json), wanted, "{filter}");
        }
        for wrong in ["holder=me", "channel=fax", "from=yesterday", "cursor=x", "needs_human=maybe"] {
            assert!([400, 422].contains(&maya.get(&format!("{LOG}?{wrong}")).await.status), "{wrong}");
        }
    }

    /// R020, R027, X1: whoever has it open and the visitor learn of a deletion at once; the visitor begins another one.
    async fn a_deletion_is_heard_everywhere(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.browser(&site.tenant.owner).await;
        let (visitor, id) = wrote(&site, "Do you have boots?").await;
        let (member_side, visitor_side) = (format!("private-conversation.{id}.team"), format!("private-conversation.{id}"));
        let workspace = format!("private-workspace.{}", site.tenant.workspace);
        let (mut console, mut widget) = (Socket::open(&site, "/app").await, Socket::open(&site, "/app").await);
        assert_eq!(console.join(&owner, &workspace).await, 200);
        assert_eq!(console.join(&owner, &member_side).await, 200);
        assert_eq!(widget.join(&visitor, &visitor_side).await, 200);

        let path = format!("/api/v1/conversations/{id}");
        assert_eq!(owner.call(reqwest::Method::DELETE, &path, None).await.status, 204);
        let told = widget.hear("conversation.deleted").await;
        assert_eq!(told["data"], "{}", "nothing but that it is gone");
        widget.hear("pusher:subscription_error").await;
        let told = console.hear("conversation.deleted").await;
        let event: Value = serde_json::from_str(told["data"].as_str().unwrap()).unwrap();
        assert_eq!(event["data"]["conversation_ids"], json!([id]));
        console.hear("pusher:subscription_error").await;
        assert_eq!(owner.get(&path).await.status, 404);
        assert_eq!(owner.get(&format!("{path}/messages")).await.status, 404);
        assert_eq!(ids(&owner.get("/api/v1/conversations?q=boots").await.json), Vec::<&str>::new());
        // A token of a conversation that is gone is void: the widget starts again with init.
        assert_eq!(visitor.get("/v1/widget/messages").await.status, 401);
        assert_eq!(widget.join(&visitor, &visitor_side).await, 403);
    }

    /// R023, R024, R025, R026: a selection, then the empty ones, with how far that is.
    async fn many_are_deleted_at_once(db: TestDb) {
        let site = Site::new(db).await;
        let other = site.app.tenant("Theirs").await;
        let theirs = other.visitor(&site.app).await.conversation.to_string();
        let owner = site.browser(&site.tenant.owner).await;
        let [(_, one), (_, two), (_, kept)] = [wrote(&site, "1").await, wrote(&site, "2").await, wrote(&site, "3").await];
        for _ in 0..3 {
            site.tenant.arrive(&site.app).await;
        }
        let selected = json!({"ids": [one, two, theirs, uuid::Uuid::nil()]});
        let done = owner.post("/api/v1/conversations/bulk-delete", selected).await;
        assert_eq!((done.status, &done.json), (200, &json!({"deleted": 2})));
        let foreign = site.app.db.read(async move |conn| baton_store::conversations::owner(conn, theirs.parse().unwrap()).await);
        assert!(foreign.await.unwrap().is_some(), "another workspace's is there");

        let empty = owner.get("/api/v1/conversations/empty").await;
        assert_eq!(empty.json, json!({"count": 3, "sweep": null}));
        let begun = owner.post("/api/v1/conversations/delete-empty", json!({})).await;
        assert_eq!((begun.status, &begun.json["total"], &begun.json["finished_at"]), (202, &json!(3), &json!(null)));
        site.app.drain_jobs().await.unwrap();
        let empty = owner.get("/api/v1/conversations/empty").await.json;
        assert_eq!((&empty["count"], &empty["sweep"]["deleted"], &empty["sweep"]["by"]), (&json!(0), &json!(3), &json!("Olga")));
        assert!(empty["sweep"]["finished_at"].is_string());
        assert_eq!(ids(&owner.get(&format!("{LOG}?engaged=false")).await.json), [&kept]);
    }

    /// Files of the log: all messages as JSON, and lines that no program for tables computes.
    async fn the_log_is_taken_out_as_a_file(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.browser(&site.tenant.owner).await;
        for n in 0..60 {
            wrote(&site, &format!("=HYPERLINK(\"https://evil.example\",\"{n}\")")).await;
        }
        let (_, quoted) = wrote(&site, "say \"hi\", please").await;
        let json = owner.get(&format!("{LOG}/export?format=json")).await;
        assert_eq!((json.status, json.header("content-type")), (200, "application/json"));
        assert_eq!(json.header("content-disposition"), "attachment; filename=\"conversations.json\"");
        let all = json.json.as_array().unwrap();
        assert_eq!(all.len(), 61);
        assert_eq!((&all[0]["id"], &all[0]["messages"][0]["body"]), (&serde_json::json!(quoted), &serde_json::json!("say \"hi\", please")));

        let csv = owner.get(&format!("{LOG}/export?format=csv")).await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        let lines: Vec<_> = csv.text.split("\r\n").collect();
        assert_eq!((lines.len(), lines[62]), (63, ""), "a head, 61 lines, and the end");
        assert!(lines[0].starts_with("id,started_at,"), "{}", lines[0]);
        assert!(lines[1].contains("\"say \"\"hi\"\", please\""), "{}", lines[1]);
        assert!(lines[2..62].iter().all(|line| line.contains(",\"'=HYPERLINK(")), "{}", lines[2]);
        let none = owner.get(&format!("{LOG}/export?format=json&channel=email")).await;
        assert_eq!(none.json, serde_json::json!([]));
        assert_eq!(owner.get(&format!("{LOG}/export?format=xml")).await.status, 400);
    }

    /// One conversation as a file: with its messages, by those who may take out the log, and written down with which it was.
    async fn one_conversation_is_taken_out_as_a_file(db: TestDb) {
        let site = Site::new(db).await;
        let (owner, maya) = (site.browser(&site.tenant.owner).await, site.member(&site.tenant.maya).await);
        wrote(&site, "another one").await;
        let (_, id) = wrote(&site, "=HYPERLINK(\"https://evil.example\")").await;
        let path = format!("/api/v1/conversations/{id}/export?format");
        site.app.claim(&site.tenant.maya, id.parse().unwrap(), false).await.unwrap();
        site.app.reply(&site.tenant.maya, id.parse().unwrap(), "r1", "One, \"navy\".\nLeft.").await.unwrap();

        let json = owner.get(&format!("{path}=json")).await;
        assert_eq!((json.status, json.header("content-type")), (200, "application/json"));
        assert_eq!(json.header("content-disposition"), format!("attachment; filename=\"conversation-{id}.json\""));
        let said: Vec<_> = json.json["messages"].as_array().unwrap().iter().map(|m| m["body"].as_str().unwrap()).collect();
        assert_eq!((&json.json["id"], said.last()), (&json!(id), Some(&"One, \"navy\".\nLeft.")));
        assert!(said[0].starts_with("=HYPERLINK"));

        let csv = owner.get(&format!("{path}=csv")).await;
        assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
        let lines: Vec<_> = csv.text.split("\r\n").collect();
        assert_eq!(lines[0], "seq,at,role,author,kind,message,sources");
        assert!(lines[1].contains(",user,,,\"'=HYPERLINK("), "{}", lines[1]);
        assert!(csv.text.contains(",human-agent,Maya,,\"One, \"\"navy\"\".\nLeft.\","), "{}", csv.text);
        assert!(!csv.text.contains("another one"));

        assert_eq!(owner.get(&format!("{path}=xml")).await.status, 400);
        assert_eq!(maya.get(&format!("{path}=csv")).await.status, 403);
        let theirs = site.app.tenant("Theirs").await.visitor(&site.app).await.conversation;
        let foreign = owner.get(&format!("/api/v1/conversations/{theirs}/export?format=csv")).await;
        assert_eq!(foreign.status, 404);
        let page = owner.get(&format!("/api/v1/audit?target={id}&action=conversation.export")).await;
        let outcomes: Vec<_> = page.json["items"].as_array().unwrap().iter().map(|line| line["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes, ["refused", "accepted", "accepted"]);
    }

    /// R087, R088, R089: the log of what was done, with who, from where, to what; narrowed, and as a file.
    async fn the_audit_log_is_read_and_checked(db: TestDb) {
        let site = Site::new(db).await;
        let (owner, maya) = (site.browser(&site.tenant.owner).await, site.member(&site.tenant.maya).await);
        let (_, id) = wrote(&site, "Do you have boots?").await;
        let path = format!("/api/v1/conversations/{id}");
        assert_eq!(maya.post(&format!("{path}/claim"), json!({})).await.status, 200);
        site.app.clock.advance_ms(1_000);
        assert_eq!(maya.call(reqwest::Method::DELETE, &path, None).await.status, 403);
        assert_eq!(maya.get("/api/v1/audit").await.status, 403);
        site.app.clock.advance_ms(1_000);
        assert_eq!(owner.call(reqwest::Method::DELETE, &path, None).await.status, 204);

        let page = owner.get(&format!("/api/v1/audit?target={id}")).await;
        let lines: Vec<_> = page.json["items"].as_array().unwrap().iter().map(|line| {
            let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
            (text(&line["actor"]["name"]), text(&line["action"]), text(&line["outcome"]), text(&line["address"]))
        }).collect();
        let line = |who: &str, what: &str, outcome: &str| (who.to_owned(), what.to_owned(), outcome.to_owned(), "127.0.0.1".to_owned());
        assert_eq!(lines, [
            line("Olga", "conversation.delete", "accepted"),
            line("Maya", "conversation.delete", "refused"),
            line("Maya", "conversation.claim", "accepted"),
        ]);
        let user = site.tenant.maya.person.id;
        for (filter, wanted) in [
            (format!("actor={user}&target={id}&outcome=accepted"), vec!["conversation.claim"]),
            ("action=conversation.delete&outcome=refused".to_owned(), vec!["conversation.delete"]),
            ("until=2000-01-01T00:00:00Z".to_owned(), vec![]),
        ] {
            let page = owner.get(&format!("/api/v1/audit?{filter}")).await.json;
            let actions: Vec<_> = page["items"].as_array().unwrap().iter().map(|line| line["action"].as_str().unwrap()).collect();
            assert_eq!(actions, wanted, "{filter}");
        }
        let chain = owner.get("/api/v1/audit/chain").await.json;
        assert_eq!((&chain["whole"], &chain["broken"]), (&json!(true), &json!(null)));
        let csv = owner.get("/api/v1/audit/export?format=csv").await;
        assert!(csv.text.starts_with("seq,id,at,") && csv.text.contains(",Maya,conversation.claim,accepted,"), "{}", csv.text);
        site.app.clock.advance_ms(1_000);
        let file = owner.get("/api/v1/audit/export?format=json").await;
        assert_eq!(file.json[0]["action"], "audit.export", "that it was taken out is the last line");
    }
}
