use baton_core::{id::ConversationId, time::Timestamp};
use baton_db::{Conn, DbError};
use baton_store::conversations::tags;
use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

/// More than one step carries.
const MANY: usize = 260;

async fn used(client: &Client) -> Vec<(String, i64)> {
    let answer = client.get("/api/v1/tags/used").await;
    let items = answer.json["items"].as_array().unwrap().clone();
    let pair = |tag: &Value| {
        let n = tag["conversations"].as_i64().unwrap();
        (tag["name"].as_str().unwrap().to_owned(), n)
    };
    items.iter().map(pair).collect()
}

fn pairs(all: &[(&str, i64)]) -> Vec<(String, i64)> {
    all.iter()
        .map(|(name, n)| ((*name).to_owned(), *n))
        .collect()
}

/// What was told of tags: what each was called, what it is called now, its colour, and whether all followed.
async fn told(client: &Client) -> Vec<Value> {
    let (mut told, mut after) = (Vec::new(), 0);
    loop {
        let path = format!("/api/v1/events?after={after}&limit=100");
        let page = client.get(&path).await.json;
        for event in page["items"].as_array().unwrap() {
            after = event["seq"].as_i64().unwrap();
            let data = &event["data"];
            if event["type"] == "tag.changed" {
                told.push(json!([
                    data["tag"],
                    data["to"],
                    data["colour"],
                    data["done"]
                ]));
            }
        }
        if page["has_more"] != true {
            return told;
        }
    }
}

async fn ask(site: &Site, client: &str, body: &str) {
    let visitor = site.visitor().await;
    let sent = visitor
        .post(
            "/v1/widget/messages",
            json!({"client_id": client, "body": body}),
        )
        .await;
    assert_eq!(sent.status, 201, "{}", sent.text);
    site.app.drain_jobs().await.unwrap();
}

baton_testkit::both_databases! {
    /// R062: owners and admins rename, merge, colour and delete tags; every conversation follows, and the log says how many did.
    async fn tags_are_renamed_merged_coloured_and_deleted_everywhere(db: TestDb) {
        let site = Site::new(db).await;
        let (owner, maya) = (site.member(&site.tenant.owner).await, site.member(&site.tenant.maya).await);
        let fresh = site.tenant.visitor(&site.app).await.conversation;
        let path = format!("/api/v1/conversations/{fresh}");
        for name in ["boots size", "fit"] {
            assert_eq!(maya.post(&format!("{path}/tags"), json!({"name": name})).await.status, 200);
        }
        assert_eq!(used(&maya).await, pairs(&[("boots size", 1), ("fit", 1)]));
        let rename = async |who: &Client, tag: &str, name: &str, merge: bool| {
            who.post("/api/v1/tags/rename", json!({"tag": tag, "name": name, "merge": merge})).await
        };
        let delete = async |who: &Client, tag: &str| who.post("/api/v1/tags/delete", json!({"tag": tag})).await;
        let colour = async |tag: &str, colour: Value| {
            owner.post("/api/v1/tags/colour", json!({"tag": tag, "colour": colour})).await.status
        };
        assert_eq!(rename(&maya, "boots size", "size", false).await.status, 403);
        assert_eq!(delete(&maya, "fit").await.status, 403);
        assert_eq!(maya.post("/api/v1/tags/colour", json!({"tag": "fit", "colour": "teal"})).await.status, 403);
        let taken = rename(&owner, "boots size", "Fit", false).await;
        assert_eq!((taken.status, &taken.json["code"]), (409, &json!("conflict")), "{}", taken.text);
        for name in ["", "boots size", &"x".repeat(41)] {
            let refused = rename(&owner, "boots size", name, false).await;
            assert_eq!((refused.status, refused.json["fields"]["name"].is_string()), (422, true), "{}", refused.text);
        }
        assert_eq!(colour("boots size", json!("olive")).await, 204);
        assert_eq!((colour("boots size", json!("pink")).await, colour("nothing", json!("teal")).await), (422, 404));
        let renamed = rename(&owner, "boots size", " Size ", false).await;
        assert_eq!(renamed.json, json!({"conversations": 1, "more": false, "done": true}), "{}", renamed.text);
        let names = maya.get("/api/v1/tags").await.json;
        assert_eq!(names, json!({"items": ["fit", "size"], "colours": [{"name": "size", "colour": "olive"}],
            "renamed": [{"name": "boots size", "to": "size"}]}));
        // Of two that both have a conversation it has one.
        assert_eq!(rename(&owner, "size", "fit", true).await.status, 200);
        assert_eq!(maya.get(&path).await.json["tags"], json!(["fit"]));
        assert_eq!(rename(&owner, "size", "fit", true).await.status, 404);
        assert_eq!(delete(&owner, "fit").await.json["conversations"], 1);
        assert_eq!((delete(&owner, "fit").await.status, used(&maya).await), (404, vec![]));

        assert_eq!(told(&maya).await, [
            json!(["boots size", "boots size", "olive", true]), json!(["boots size", "size", "olive", true]),
            json!(["size", "fit", "olive", true]), json!(["fit", null, null, true]),
        ]);
        let lines = owner.get("/api/v1/audit?limit=20").await.json["items"].clone();
        let details: Vec<&str> = lines.as_array().unwrap().iter()
            .filter(|line| line["action"].as_str().unwrap().starts_with("tag.") && line["outcome"] == "accepted")
            .map(|line| line["detail"].as_str().unwrap()).collect();
        assert!(details.contains(&r#"{"tag":"fit","conversations":1,"more":false}"#), "{details:?}");
        assert!(details.contains(&r#"{"tag":"size","to":"fit","colour":"olive","conversations":1,"more":false}"#), "{details:?}");
        assert_eq!(details.len(), 4);
    }

    /// A tag of many conversations is changed in the background, and told twice: when it begins and when all have followed.
    async fn a_tag_of_many_is_carried_in_the_background(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.member(&site.tenant.owner).await;
        let mut all: Vec<ConversationId> = Vec::new();
        for _ in 0..MANY {
            all.push(site.tenant.visitor(&site.app).await.conversation);
        }
        let (workspace, now): (_, Timestamp) = (site.tenant.workspace, site.app.clock.now());
        let last = all[MANY - 1];
        let add = async move |conn: &mut Conn<'_>| {
            for id in all {
                tags::add(conn, workspace, id, "size", now).await?;
            }
            Ok::<_, DbError>(())
        };
        site.app.db.write(add).await.unwrap();
        let rename = async |tag: &str, name: &str| {
            owner.post("/api/v1/tags/rename", json!({"tag": tag, "name": name, "merge": true})).await
        };
        let renamed = rename("size", "fit").await.json;
        assert_eq!(renamed, json!({"conversations": MANY, "more": false, "done": false}));
        let rest = i64::try_from(MANY).unwrap() - 200;
        assert_eq!(used(&owner).await, pairs(&[("fit", 200), ("size", rest)]));
        let leaving = owner.get("/api/v1/tags/used?q=si").await.json["items"][0].clone();
        assert_eq!((&leaving["leaving"], &leaving["name"]), (&json!(true), &json!("size")));
        // Neither a teammate nor another tag takes its name meanwhile.
        let tagging = owner.post(&format!("/api/v1/conversations/{last}/tags"), json!({"name": "size"})).await;
        assert_eq!((tagging.status, rename("fit", "size").await.status), (409, 409), "{}", tagging.text);
        site.app.drain_jobs().await.unwrap();
        assert_eq!(used(&owner).await, pairs(&[("fit", 260)]));
        assert_eq!(told(&owner).await, [json!(["size", "fit", null, false]), json!(["size", "fit", null, true])]);
        assert_eq!(rename("fit", "size").await.status, 200, "and it may go by that name again");
    }

    /// R062: what visitors write is tagged as the team decided: by the name of today, or not at all; by hand everything goes.
    async fn what_is_tagged_by_itself_follows_what_the_team_decided(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.member(&site.tenant.owner).await;
        let words = "Talus boots? I mean the talus boots.";
        ask(&site, "1", words).await;
        let found = used(&owner).await;
        let by_itself = found.first().unwrap_or_else(|| panic!("no tag of its own: {found:?}")).0.clone();
        let renamed = owner.post("/api/v1/tags/rename", json!({"tag": by_itself, "name": "mountain"})).await;
        assert_eq!(renamed.status, 200, "{}", renamed.text);
        ask(&site, "2", words).await;
        let names: Vec<String> = used(&owner).await.into_iter().map(|(name, _)| name).collect();
        assert!(names.contains(&"mountain".to_owned()) && !names.contains(&by_itself), "{names:?}");
        let mountain = used(&owner).await.into_iter().find(|(name, _)| name == "mountain");
        assert_eq!(mountain.unwrap().1, 2);
        assert_eq!(owner.post("/api/v1/tags/delete", json!({"tag": "mountain"})).await.status, 200);
        ask(&site, "3", words).await;
        let after = used(&owner).await;
        assert!(!after.iter().any(|(name, _)| *name == by_itself || name == "mountain"), "{after:?}");
        let fresh = site.tenant.visitor(&site.app).await.conversation;
        let tags = owner.post(&format!("/api/v1/conversations/{fresh}/tags"), json!({"name": by_itself})).await;
        assert_eq!(tags.json["tags"], json!([by_itself]), "{}", tags.text);
    }
}
