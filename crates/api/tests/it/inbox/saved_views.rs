//! Saved views of the inbox.

use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};

const VIEWS: &str = "/api/v1/saved-views";

async fn save(client: &Client, name: &str, shared: bool) -> baton_testkit::Answer {
    let filters = json!({"view": "waiting", "status": "unread", "sort": "longest_wait"});
    let new = json!({"name": name, "filters": filters, "shared": shared});
    client.post(VIEWS, new).await
}

async fn names(client: &Client) -> Vec<String> {
    let list = client.get(VIEWS).await.json["items"].clone();
    let items = list.as_array().unwrap().iter();
    items
        .map(|view| view["name"].as_str().unwrap().to_owned())
        .collect()
}

fn at(view: &Value) -> String {
    format!("{VIEWS}/{}", view["id"].as_str().unwrap())
}

baton_testkit::both_databases! {
    /// The team's first, then one's own; nobody sees or changes a colleague's own.
    async fn a_view_is_the_teams_or_ones_own(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.member(&site.tenant.owner).await;
        let maya = site.member(&site.tenant.maya).await;
        let tomas = site.member(&site.tenant.tomas).await;
        let own = save(&maya, "  Mine \n first ", false).await;
        assert_eq!((own.status, &own.json["name"], &own.json["shared"]), (201, &json!("Mine first"), &json!(false)), "{}", own.text);
        assert_eq!(own.json["filters"], json!({"view": "waiting", "status": "unread", "sort": "longest_wait"}));
        assert_eq!(save(&tomas, "Mine first", false).await.status, 201, "each has names of their own");
        let taken = save(&maya, "Mine first", false).await;
        assert_eq!((taken.status, &taken.json["fields"]["name"]), (422, &json!("A view has this name. Choose another one.")));
        assert_eq!(save(&maya, "Urgent", true).await.status, 403, "what the team shares is for admins and the owner");
        let shared = save(&owner, "Urgent", true).await.json;
        assert_eq!(names(&maya).await, ["Urgent", "Mine first"]);
        assert_eq!(maya.patch(&at(&shared), json!({"name": "Mine"})).await.status, 403);
        assert_eq!(maya.delete(&at(&shared)).await.status, 403);
        for stranger in [&tomas, &owner] {
            assert_eq!(stranger.patch(&at(&own.json), json!({"name": "Theirs"})).await.status, 404);
            assert_eq!(stranger.delete(&at(&own.json)).await.status, 404);
        }
        // Shared, it is everybody's; taken back, its owner's alone.
        let theirs = save(&owner, "Refunds", false).await.json;
        assert_eq!(owner.patch(&at(&theirs), json!({"shared": true})).await.json["shared"], true);
        assert_eq!(names(&tomas).await, ["Urgent", "Refunds", "Mine first"]);
        assert_eq!(owner.patch(&at(&theirs), json!({"shared": false})).await.status, 200);
        assert_eq!(names(&tomas).await, ["Urgent", "Mine first"]);
        assert_eq!(maya.delete(&at(&own.json)).await.status, 204);
        assert_eq!(maya.delete(&at(&own.json)).await.status, 404);
    }

    async fn views_stand_in_the_order_that_is_given(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let mut ids = Vec::new();
        for name in ["One", "Two", "Three"] {
            ids.push(save(&maya, name, false).await.json["id"].clone());
        }
        let [one, two, three] = [&ids[0], &ids[1], &ids[2]];
        let ordered = maya.post(&format!("{VIEWS}/order"), json!({"ids": [three, one]})).await;
        assert_eq!((ordered.status, &ordered.json["items"][1]["id"]), (200, two), "{}", ordered.text);
        assert_eq!(names(&maya).await, ["Three", "Two", "One"]);
        let twice = maya.post(&format!("{VIEWS}/order"), json!({"ids": [one, one]})).await;
        assert_eq!((twice.status, &twice.json["fields"]["ids"]), (422, &json!("Name each view once.")));
        let foreign = maya.post(&format!("{VIEWS}/order"), json!({"ids": [uuid::Uuid::nil()]})).await;
        assert_eq!(foreign.status, 404);
    }

    /// A view that is shared later may have the place of another one: both can be moved all the same.
    async fn views_that_had_one_place_are_ordered_too(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.member(&site.tenant.owner).await;
        let role = format!("/api/v1/members/{}", site.tenant.maya.person.id);
        let raised = owner.patch(&role, json!({"role": "admin"})).await;
        assert_eq!(raised.status, 200, "{}", raised.text);
        let admin = site.member(&site.tenant.maya).await;
        let first = save(&owner, "First", false).await.json;
        let second = save(&admin, "Second", true).await.json;
        assert_eq!(owner.patch(&at(&first), json!({"shared": true})).await.status, 200);
        let orders = [["Second", "First"], ["First", "Second"]];
        for (order, ids) in orders.into_iter().zip([[&second["id"], &first["id"]], [&first["id"], &second["id"]]]) {
            assert_eq!(owner.post(&format!("{VIEWS}/order"), json!({"ids": ids})).await.status, 200);
            assert_eq!(names(&owner).await, order);
        }
    }

    async fn what_a_view_narrows_to_is_checked(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let kept = save(&maya, "Kept", false).await.json;
        for (filters, why) in [
            (json!({"view": "all", "assistant": uuid::Uuid::nil()}), "There is no such assistant. Choose another one."),
            (json!({"view": "all", "q": "x".repeat(201)}), "Search for at most 200 characters."),
        ] {
            for refused in [
                maya.post(VIEWS, json!({"name": "New", "filters": filters})).await,
                maya.patch(&at(&kept), json!({"filters": filters})).await,
            ] {
                assert_eq!((refused.status, &refused.json["fields"]["filters"]), (422, &json!(why)), "{}", refused.text);
            }
        }
        for filters in [json!({"view": "nowhere"}), json!({"view": "all", "tag": "x"})] {
            assert_eq!(maya.post(VIEWS, json!({"name": "New", "filters": filters})).await.status, 422);
        }
        for name in ["", " ", &"x".repeat(41)] {
            assert_eq!(save(&maya, name, false).await.json["fields"]["name"], "Write a name of 1 to 40 characters.");
        }
        let changed = maya.patch(&at(&kept), json!({"filters": {"view": "all", "q": " boots "}})).await;
        assert_eq!(changed.json["filters"], json!({"view": "all", "q": "boots"}));
        assert_eq!(names(&maya).await, ["Kept"]);
    }
}
