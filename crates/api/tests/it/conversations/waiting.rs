use baton_core::id::ConversationId;
use baton_testkit::{Client, Site, TestDb};
use serde_json::{Value, json};
use uuid::Uuid;

/// A visitor who asks for a person.
async fn asks(site: &Site) -> Client {
    let visitor = site.visitor().await;
    let said = json!({"client_id": "1", "body": "can i talk to an actual person please"});
    assert_eq!(visitor.post("/v1/widget/messages", said).await.status, 201);
    visitor
}

async fn last_said(visitor: &Client) -> Value {
    let said = visitor.get("/v1/widget/messages?after=0").await;
    said.json["items"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .clone()
}

fn hours(weekly: &Value) -> Value {
    json!({"enabled": true, "time_zone": "Europe/Oslo", "weekly": weekly, "holidays": [], "offer_after_s": 90})
}

async fn conversation(site: &Site, n: usize) -> ConversationId {
    let owner = site.member(&site.tenant.owner).await;
    let waiting = owner
        .get("/api/v1/conversations?view=waiting&sort=longest_wait")
        .await;
    waiting.json["items"][n]["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap()
}

baton_testkit::both_databases! {
    /// R047: teammates online: queued, with an honest place; the estimate comes from this team's own waits, or not at all.
    async fn somebody_is_there(db: TestDb) {
        let site = Site::new(db).await;
        let (workspace, maya) = (site.tenant.workspace, site.tenant.maya.person.id);
        site.app.presence.set_teammate(workspace, maya, true);
        let first = asks(&site).await;
        site.app.clock.advance_ms(1_000);
        let second = asks(&site).await;
        let wait = second.get("/v1/widget/wait").await.json;
        assert_eq!((&wait["waits"], &wait["staffing"], &wait["position"]), (&json!("live"), &json!("available"), &json!(2)));
        assert_eq!((&wait["estimate"], &wait["offer_after_s"]), (&Value::Null, &json!(120)));
        assert_eq!(first.get("/v1/widget/wait").await.json["position"], 1);
        // Eight were helped, each after a minute: now something can be said.
        site.app.clock.advance_ms(1_000);
        for _ in 0..8 {
            let visitor = asks(&site).await;
            site.app.clock.advance_ms(60_000);
            let claimed = site.app.claim(&site.tenant.maya, conversation(&site, 2).await, false).await.unwrap();
            site.app.resolve(&site.tenant.maya, claimed.id).await.unwrap();
            drop(visitor);
        }
        let wait = second.get("/v1/widget/wait").await.json;
        assert_eq!(wait["estimate"], json!({"median_s": 60, "p75_s": 60}), "{wait}");
        // Who is away does not count as there.
        let tomas = site.member(&site.tenant.maya).await;
        tomas.post("/api/v1/availability", json!({"available": false})).await;
        assert_eq!(second.get("/v1/widget/wait").await.json["staffing"], "unattended");
    }

    /// The console's quiet queue: today is the workspace's own, and nobody's wait of another workspace counts.
    async fn todays_median_is_of_todays_waits(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.member(&site.tenant.owner).await;
        let (workspace, maya) = (site.tenant.workspace, site.tenant.maya.person.id);
        site.app.presence.set_teammate(workspace, maya, true);
        // 10:00 in London, 23:00 in Auckland: an hour of that day is left.
        owner.patch("/api/v1/business-hours", json!({"enabled": false, "time_zone": "Pacific/Auckland", "weekly": [[], [], [], [], [], [], []], "holidays": [], "offer_after_s": 90})).await;
        let told = owner.get("/api/v1/conversations/waits").await;
        assert_eq!((told.status, &told.json), (200, &json!({"since": "2026-11-19T11:00:00.000Z", "today": null})), "{}", told.text);
        for seconds in [20, 160, 300] {
            asks(&site).await;
            site.app.clock.advance_ms(seconds * 1_000);
            let claimed = site.app.claim(&site.tenant.maya, conversation(&site, 0).await, false).await.unwrap();
            site.app.resolve(&site.tenant.maya, claimed.id).await.unwrap();
        }
        let today = json!({"median_s": 160, "p75_s": 300});
        assert_eq!(owner.get("/api/v1/conversations/waits").await.json["today"], today);
        let other = site.app.tenant("Other").await;
        let stranger = site.member(&other.owner).await;
        assert_eq!(stranger.get("/api/v1/conversations/waits").await.json["today"], Value::Null);
        // Midnight passes there.
        site.app.clock.advance_ms(3_600_000);
        assert_eq!(owner.get("/api/v1/conversations/waits").await.json, json!({"since": "2026-11-20T11:00:00.000Z", "today": null}));
    }

    /// Business hours and nobody there: queued, and those who could answer are told by mail.
    async fn nobody_is_at_their_desk(db: TestDb) {
        let site = Site::new(db).await;
        let visitor = asks(&site).await;
        assert!(last_said(&visitor).await["body"].as_str().unwrap().contains("Nobody is at their desk"));
        let wait = visitor.get("/v1/widget/wait").await.json;
        assert_eq!((&wait["waits"], &wait["staffing"], &wait["position"]), (&json!("live"), &json!("unattended"), &json!(1)));
        let mails: Vec<String> = site.app.db.read(async move |conn| {
            conn.fetch_all(baton_db::sql!("SELECT payload FROM jobs WHERE kind = 'mail.send'")).await
        }).await.unwrap();
        // Olga, Maya and Tomás; Vera only reads.
        assert_eq!(mails.len(), 3, "{mails:?}");
        assert!(mails.iter().all(|mail| mail.contains("waiting") && mail.contains("Asked for a human") && mail.contains("an actual person")), "{mails:?}");
    }

    /// Outside of them: it is said when the team is back, the form is offered, and the assistant goes on helping.
    async fn the_team_is_gone(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.member(&site.tenant.owner).await;
        // It is Friday, 11:00 in Oslo; they come on Mondays.
        let mondays = json!([[{"from": "09:00", "to": "12:00"}], [], [], [], [], [], []]);
        let set = owner.patch("/api/v1/business-hours", hours(&mondays)).await;
        assert_eq!((set.status, &set.json["now"]), (200, &json!({"open": false, "changes_at": "2026-11-23T08:00:00.000Z"})), "{}", set.text);
        let visitor = asks(&site).await;
        let said = last_said(&visitor).await;
        assert_eq!((&said["kind"], said["body"].as_str().unwrap().contains("is back on Monday at 09:00")), (&json!("lead_form"), true), "{said}");
        let wait = visitor.get("/v1/widget/wait").await.json;
        assert_eq!((&wait["waits"], &wait["staffing"], &wait["opens_at"]), (&json!("assisted"), &json!("closed"), &json!("2026-11-23T08:00:00.000Z")));
        assert_eq!(wait["offer_after_s"], 90);
        visitor.post("/v1/widget/messages", json!({"client_id": "2", "body": "do you sell boots?"})).await;
        site.app.drain_jobs().await.unwrap();
        assert_eq!(last_said(&visitor).await["role"], "assistant");

        // Who leaves an address is answered there, once they are gone; the link leads to this one conversation.
        let lead = json!({"client_id": "l", "source": "request", "email": "hannah@example.com", "fields": {}, "consent": true});
        assert_eq!(visitor.post("/v1/widget/leads", lead).await.status, 201);
        assert_eq!(visitor.get("/v1/widget/wait").await.json["waits"], "mail");
        let id = conversation(&site, 0).await;
        site.app.claim(&site.tenant.maya, id, false).await.unwrap();
        site.app.reply(&site.tenant.maya, id, "r1", "We have one pair left.").await.unwrap();
        // They asked for what is new until now; then they go.
        let contact: Option<Uuid> = site.app.db.read(async move |conn| {
            conn.fetch_optional(baton_db::sql!(global; "SELECT contact_id FROM conversations WHERE id = {}", id.uuid())).await
        }).await.unwrap();
        assert!(site.app.presence.left(contact.unwrap().into()));
        site.app.clock.advance_ms(70_000);
        site.app.drain_jobs().await.unwrap();
        let seen: Option<i64> = site.app.db.read(async move |conn| {
            conn.fetch_optional(baton_db::sql!(global; "SELECT mailed_seq FROM conversations WHERE id = {}", id.uuid())).await
        }).await.unwrap();
        assert!(seen.unwrap() > 0);
    }

    /// The hours of one assistant stand above those of the workspace; its visitors alone wait by them.
    async fn an_assistant_may_keep_hours_of_its_own(db: TestDb) {
        let site = Site::new(db).await;
        let owner = site.member(&site.tenant.owner).await;
        let path = format!("/api/v1/assistants/{}", site.tenant.assistant.id);
        // The workspace has none: around the clock. It is Friday, 11:00 in Oslo; this one comes on Mondays.
        let mondays = hours(&json!([[{"from": "09:00", "to": "12:00"}], [], [], [], [], [], []]));
        let mut wrong = mondays.clone();
        wrong["time_zone"] = json!("Mars/Base");
        let refused = owner.patch(&path, json!({"hours": wrong})).await;
        assert_eq!((refused.status, refused.json["fields"]["hours"].is_string()), (422, true), "{}", refused.text);
        let set = owner.patch(&path, json!({"hours": mondays})).await;
        assert_eq!((set.status, &set.json["hours"]), (200, &mondays), "{}", set.text);
        let visitor = asks(&site).await;
        let wait = visitor.get("/v1/widget/wait").await.json;
        assert_eq!((&wait["staffing"], &wait["opens_at"], &wait["offer_after_s"]), (&json!("closed"), &json!("2026-11-23T08:00:00.000Z"), &json!(90)));
        assert!(last_said(&visitor).await["body"].as_str().unwrap().contains("is back on Monday at 09:00"));
        // Told in words, and taken back with null: again as the workspace.
        let versions = owner.get(&format!("{path}/versions")).await.json;
        let change = versions["items"][0]["changes"][0].clone();
        assert_eq!((&change["says"], &change["before"]), (&json!("Business hours changed"), &json!("As the workspace")), "{versions}");
        assert_eq!(change["after"], "Mon 09:00\u{2013}12:00, Europe/Oslo, an e-mail is offered after 90 s");
        assert_eq!(owner.patch(&path, json!({"hours": null})).await.json["hours"], Value::Null);
        assert_eq!(asks(&site).await.get("/v1/widget/wait").await.json["staffing"], "unattended");
    }

    /// Hours are the owner's and the admins' to set; what cannot be is named; what they would mean is told before.
    async fn hours_are_checked_and_tried_out(db: TestDb) {
        let site = Site::new(db).await;
        let maya = site.member(&site.tenant.maya).await;
        let owner = site.member(&site.tenant.owner).await;
        let always = json!([[{"from": "00:00", "to": "24:00"}], [], [], [], [{"from": "00:00", "to": "24:00"}], [], []]);
        assert_eq!(maya.patch("/api/v1/business-hours", hours(&always)).await.status, 403);
        let tried = maya.post("/api/v1/business-hours/preview", hours(&always)).await;
        assert_eq!(tried.json, json!({"open": true, "changes_at": "2026-11-20T23:00:00.000Z"}), "{}", tried.text);
        let wrong = json!({"enabled": true, "time_zone": "Mars/Base", "weekly": [], "holidays": [], "offer_after_s": 1});
        let refused = owner.patch("/api/v1/business-hours", wrong).await;
        assert_eq!((refused.status, refused.json["fields"].as_object().unwrap().len()), (422, 3), "{}", refused.text);
        assert_eq!(maya.get("/api/v1/business-hours").await.json["hours"]["enabled"], false);
    }

    /// A link back opens its conversation on another device, and nothing else; it cannot be made up.
    async fn a_link_leads_back_to_one_conversation(db: TestDb) {
        use baton_app::inbound::token;
        let site = Site::new(db).await;
        let visitor = site.tenant.visitor(&site.app).await;
        site.app.receive(visitor, "1", "Do you sell boots?").await.unwrap();
        let until = site.app.clock.now().plus_ms(token::RESUME_MS);
        let link = token::resume(&site.app.secrets, visitor, until);
        let device = site.nobody().with("origin", "https://shop.example");
        let init = |resume: &str| json!({"assistant": site.tenant.assistant.id, "resume": resume, "page": {"url": "https://shop.example/"}});
        let opened = device.post("/v1/widget/init", init(&link)).await;
        assert_eq!((&opened.json["conversation"]["id"], &opened.json["visitor"]), (&json!(visitor.conversation), &Value::Null), "{}", opened.text);
        assert_eq!(opened.json["messages"][0]["body"], "Do you sell boots?");
        assert_eq!(site.nobody().get(&format!("/chat/{link}")).await.status, 200);

        let token = token::issue(&site.app.secrets, visitor, until);
        for wrong in [token, format!("{link}x"), link.replace('.', "x.")] {
            let other = device.post("/v1/widget/init", init(&wrong)).await;
            assert_eq!(other.status, 200);
            assert_ne!(other.json["conversation"]["id"], json!(visitor.conversation));
            assert_eq!(site.nobody().get(&format!("/chat/{wrong}")).await.status, 404);
        }
        site.app.clock.advance_ms(token::RESUME_MS);
        let late = device.post("/v1/widget/init", init(&link)).await;
        assert_ne!(late.json["conversation"]["id"], json!(visitor.conversation));
    }
}
