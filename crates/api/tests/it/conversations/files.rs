//! Files that are sent with replies.

use baton_core::id::ConversationId;
use baton_testkit::{Answer, Client, Site, TestDb, app::LARGEST_FILE};
use serde_json::{Value, json};

const DAY_MS: i64 = 24 * 3_600_000;

/// A picture of 256 by 128 pixels, as far as its head goes.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x80\x08\x06\0\0\0";

/// A conversation that Maya holds.
async fn held(site: &Site) -> (Client, ConversationId) {
    let visitor = site.tenant.visitor(&site.app).await;
    site.app.receive(visitor, "1", "Hello?").await.unwrap();
    let id = visitor.conversation;
    site.app.claim(&site.tenant.maya, id, false).await.unwrap();
    (site.member(&site.tenant.maya).await, id)
}

async fn upload(who: &Client, id: ConversationId, name: &str, bytes: &[u8]) -> Answer {
    let escaped: Vec<_> = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let name = escaped.concat();
    who.bytes(
        &format!("/api/v1/conversations/{id}/files?name={name}"),
        bytes,
    )
    .await
}

async fn send(who: &Client, id: ConversationId, body: &str, files: &[&Value]) -> Answer {
    let ids: Vec<_> = files.iter().map(|file| file["id"].clone()).collect();
    let said = json!({"client_id": format!("r-{}-{}", body.replace(' ', "-"), ids.len()), "body": body, "attachments": ids});
    who.post(&format!("/api/v1/conversations/{id}/reply"), said)
        .await
}

fn at(file: &Value) -> String {
    format!("/api/v1/files/{}", file["id"].as_str().unwrap())
}

baton_testkit::both_databases! {
    async fn a_file_goes_with_a_reply_to_whoever_reads_the_conversation(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, id) = held(&site).await;
        let picture = upload(&maya, id, "Röder.png", PICTURE).await;
        assert_eq!(picture.status, 201, "{}", picture.text);
        let file = &picture.json;
        assert_eq!((&file["name"], &file["media_type"]), (&json!("Röder.png"), &json!("image/png")));
        assert_eq!((&file["width"], &file["height"], &file["size"]), (&json!(256), &json!(128), &json!(PICTURE.len())));
        let text = upload(&maya, id, "notes.md", b"# Notes").await.json;
        let (tomas, viewer) = (site.member(&site.tenant.tomas).await, site.member(&site.tenant.viewer).await);
        assert_eq!(tomas.get(&at(file)).await.status, 404, "unsent, it is its writer's alone");
        let said = send(&maya, id, "", &[&text, file]).await;
        assert_eq!(said.status, 201, "{}", said.text);
        assert_eq!(said.json["attachments"], json!([text, file]), "in the order that they were named");
        let transcript = viewer.get(&format!("/api/v1/conversations/{id}/messages")).await;
        assert_eq!(transcript.json["items"][1]["attachments"], json!([text, file]));
        assert!(transcript.json["items"][0].get("attachments").is_none());
        let list = viewer.get("/api/v1/conversations").await;
        assert!(list.text.contains("[notes.md] [Röder.png]"), "lists name what was sent: {}", list.text);
        let events = viewer.get("/api/v1/events").await;
        assert!(events.text.contains("notes.md"), "{}", events.text);
        // A picture is shown, everything else is saved, and nothing runs.
        let shown = viewer.get(&at(file)).await;
        assert_eq!((shown.status, shown.header("content-type")), (200, "image/png"));
        assert_eq!(shown.header("content-disposition"), "inline; filename=\"R_der.png\"; filename*=UTF-8''R%C3%B6der.png");
        assert_eq!(shown.header("x-content-type-options"), "nosniff");
        assert!(shown.header("content-security-policy").contains("sandbox"));
        let saved = viewer.get(&at(&text)).await;
        assert_eq!((saved.status, saved.text.as_str(), saved.header("content-type")), (200, "# Notes", "text/plain"));
        assert!(saved.header("content-disposition").starts_with("attachment; "));
        // Once.
        let again = send(&maya, id, "again", &[file]).await;
        assert_eq!((again.status, again.json["fields"]["attachments"].is_string()), (422, true), "{}", again.text);
        assert_eq!(maya.delete(&at(file)).await.status, 409, "what was sent is unsent with its message");
    }

    async fn only_who_uploaded_a_file_sends_it_and_only_there(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, id) = held(&site).await;
        let (_, other) = held(&site).await;
        let file = upload(&maya, id, "a.txt", b"A").await.json;
        assert_eq!(send(&maya, other, "elsewhere", &[&file]).await.status, 422);
        site.app.claim(&site.tenant.owner, id, true).await.unwrap();
        let owner = site.member(&site.tenant.owner).await;
        assert_eq!(send(&owner, id, "mine now", &[&file]).await.status, 422);
        assert_eq!(owner.delete(&at(&file)).await.status, 409);
        let refused = upload(&maya, id, "b.txt", b"B").await;
        assert_eq!((refused.status, &refused.json["code"]), (409, &json!("must_claim_first")));
        assert_eq!(maya.delete(&at(&file)).await.status, 204);
        assert_eq!(maya.get(&at(&file)).await.status, 404);
        assert_eq!(maya.delete(&at(&file)).await.status, 404);
        let none = json!({"client_id": "n", "body": "", "attachments": []});
        assert_eq!(owner.post(&format!("/api/v1/conversations/{id}/reply"), none).await.status, 422);
    }

    async fn nothing_that_is_sent_up_misleads_or_runs(db: TestDb) {
        let site = Site::new(db).await;
        let (maya, id) = held(&site).await;
        let named = upload(&maya, id, "../../a/ann\u{202e}gnp.html", b"<!DOCTYPE html><script>1</script>").await.json;
        assert_eq!((&named["name"], &named["media_type"]), (&json!("anngnp.html"), &json!("text/html")));
        let svg = upload(&maya, id, "a.png", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>").await.json;
        let polyglot = upload(&maya, id, "a.png", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>").await.json;
        let mut vast = PICTURE.to_vec();
        vast[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
        let vast = upload(&maya, id, "a.png", &vast).await.json;
        for file in [&named, &svg, &polyglot, &vast] {
            assert_eq!(file["width"], Value::Null, "{file}");
            let given = maya.get(&at(file)).await;
            assert_eq!(given.header("content-type"), "application/octet-stream", "{file}");
            assert!(given.header("content-disposition").starts_with("attachment; "), "{file}");
        }
        for (name, bytes) in [("a.exe", &b"MZ"[..]), ("a.pdf", b"MZ\x90\0\x03\0\0\0"), ("a.pdf.js", b"1"), ("a", b"#!/bin/sh\n")] {
            let refused = upload(&maya, id, name, bytes).await;
            assert_eq!((refused.status, &refused.json["code"]), (415, &json!("unsupported_media_type")), "{name}");
        }
        assert_eq!(upload(&maya, id, "a.txt", b"").await.status, 400);
        let large = vec![b'a'; usize::try_from(LARGEST_FILE).unwrap() + 1];
        let refused = upload(&maya, id, "a.txt", &large).await;
        assert_eq!((refused.status, &refused.json["code"]), (413, &json!("payload_too_large")), "{}", refused.text);
        assert!(refused.json["detail"].as_str().unwrap().contains("1 MB"), "{}", refused.text);
        assert_eq!(site.app.kept_files().len(), 4, "of what was refused nothing is left");
    }

    async fn files_go_with_what_they_were_sent_with(db: TestDb) {
        let site = Site::new(db).await;
        site.app.recover().await.unwrap();
        let (maya, id) = held(&site).await;
        let (_, other) = held(&site).await;
        let first = upload(&maya, id, "first.txt", b"A").await.json;
        let second = upload(&maya, id, "second.txt", b"B").await.json;
        let third = upload(&maya, other, "third.txt", b"C").await.json;
        assert_eq!(upload(&maya, other, "unsent.txt", b"D").await.status, 201);
        assert_eq!(send(&maya, id, "one", &[&first]).await.status, 201);
        let said = send(&maya, id, "two", &[&second]).await.json;
        assert_eq!(send(&maya, other, "three", &[&third]).await.status, 201);
        assert_eq!(site.app.kept_files().len(), 4);
        // Taken back: at once nobody reads it, and soon it is gone, in the stream too.
        let place = format!("/api/v1/conversations/{id}/messages/{}", said["seq"]);
        let taken = maya.delete(&place).await;
        assert!(taken.status == 200 && taken.json.get("attachments").is_none(), "{}", taken.text);
        assert_eq!(maya.get(&at(&second)).await.status, 404);
        site.app.clock.advance_ms(60_000);
        site.app.drain_jobs().await.unwrap();
        assert_eq!(site.app.kept_files().len(), 3);
        let events = maya.get("/api/v1/events").await;
        assert!(!events.text.contains("second.txt") && events.text.contains("first.txt"), "{}", events.text);
        // Its conversation is deleted.
        site.app.delete_conversation(&site.tenant.owner, id).await.unwrap();
        assert_eq!(maya.get(&at(&first)).await.status, 404);
        site.app.clock.advance_ms(60_000);
        site.app.drain_jobs().await.unwrap();
        assert_eq!(site.app.kept_files().len(), 2);
        // Never sent.
        site.app.clock.advance_ms(DAY_MS);
        site.app.drain_jobs().await.unwrap();
        let kept = site.app.kept_files();
        assert!(kept.len() == 1 && kept[0].ends_with(third["id"].as_str().unwrap()), "{kept:?}");
    }

    async fn a_visitor_reads_files_of_their_own_conversation_by_links_that_end(db: TestDb) {
        let site = Site::new(db).await;
        let started = site.tenant.arrive(&site.app).await;
        let visitor = site.nobody().bearing(&started.token).with("origin", "https://shop.example");
        let id = started.visitor.conversation;
        site.app.receive(started.visitor, "1", "Hello?").await.unwrap();
        site.app.claim(&site.tenant.maya, id, false).await.unwrap();
        let maya = site.member(&site.tenant.maya).await;
        let file = upload(&maya, id, "wheel.png", PICTURE).await.json;
        let link = format!("/v1/widget/files/{}", file["id"].as_str().unwrap());
        assert_eq!(visitor.get(&link).await.status, 404, "not sent yet");
        let said = send(&maya, id, "", &[&file]).await.json;
        let read = visitor.get("/v1/widget/messages?after=1").await;
        assert_eq!(read.json["items"][0]["attachments"], json!([file]), "{}", read.text);
        let linked = visitor.get(&link).await;
        assert_eq!(linked.status, 200, "{}", linked.text);
        let path = linked.json["path"].as_str().unwrap();
        let given = site.nobody().get(path).await;
        assert_eq!((given.status, given.header("content-type")), (200, "image/png"));
        assert_eq!(given.header("cross-origin-resource-policy"), "cross-origin");
        assert!(given.header("content-disposition").starts_with("inline; "));
        assert_eq!(site.visitor().await.get(&link).await.status, 404, "of another visitor");
        let (rest, last) = path.split_at(path.len() - 3);
        let forged = format!("{rest}{}", if last == "aaa" { "bbb" } else { "aaa" });
        assert_eq!(site.nobody().get(&forged).await.status, 404);
        site.app.clock.advance_ms(10 * 60_000);
        assert_eq!(site.nobody().get(path).await.status, 404, "it ran out");
        assert_eq!(said["seq"], 2);
    }
}
