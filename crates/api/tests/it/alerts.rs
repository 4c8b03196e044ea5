//! Whom an alert reaches, where their console hangs on another node than the one that decides.

use crate::socket::Socket;
use baton_api::Options;
use baton_app::conversations::note::NewNote;
use baton_core::{
    alert::AlertStep,
    conversation::{Reason, ReasonCode},
};
use baton_db::Conn;
use baton_store::leads::alerts;
use baton_testkit::{Nats, Site, TestApp, TestDb, app::Made};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Longer than a page takes to come back.
const GONE: Duration = Duration::from_secs(20);

/// Has somebody wait for a person, and answers the steps that reached Maya by now.
async fn reached(site: &Site) -> Vec<AlertStep> {
    let (app, tenant) = (&site.app, &site.tenant);
    let visitor = tenant.visitor(app).await;
    app.receive(visitor, "1", "hello").await.unwrap();
    let reason = Reason::new(ReasonCode::VisitorAsked, None);
    app.request_human(visitor, reason).await.unwrap();
    app.drain_jobs().await.unwrap();
    let (workspace, maya) = (tenant.workspace, tenant.maya.person.id);
    let read = app.db.read(async move |conn| {
        let alert = alerts::recent(conn, workspace, maya, 1).await?.remove(0);
        alerts::taken(conn, workspace, alert.id).await
    });
    let taken = read.await.unwrap();
    let of_maya = taken.iter().filter(|step| step.user == maya && step.done);
    of_maya.map(|step| step.step).collect()
}

baton_testkit::both_databases! {
    /// Alerts of several notes and of a lead are listed at once, and each tells of its own: the words of its note, and the
    /// steps that were taken for it.
    async fn each_of_many_alerts_tells_of_its_own(db: TestDb) {
        let site = Site::new(db).await;
        let (app, tenant) = (&site.app, &site.tenant);
        let browser = site.browser(&tenant.tomas).await;
        let mut wanted = Vec::new();
        for n in 0..3 {
            app.clock.advance_ms(1_000);
            let id = tenant.visitor(app).await.conversation;
            let note = NewNote {
                client_id: format!("n{n}"),
                body: format!("@Tomás, pair {n}?"),
                mentions: vec![tenant.tomas.person.id],
            };
            app.add_note(&tenant.maya, id, note).await.unwrap();
            wanted.insert(0, (id.to_string(), format!("@Tomás, pair {n}?")));
        }
        app.clock.advance_ms(1_000);
        let visitor = tenant.visitor(app).await;
        tenant.lead(app, visitor, "danuta@example.com").await;
        wanted.insert(0, (visitor.conversation.to_string(), "danuta@example.com".to_owned()));
        app.drain_jobs().await.unwrap();
        let page = browser.get("/api/v1/alerts").await;
        let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
        let items = page.json["items"].as_array().unwrap();
        let told: Vec<_> = items.iter().map(|one| (text(&one["conversation_id"]), text(&one["detail"]))).collect();
        assert_eq!(told, wanted);
        let workspace = tenant.workspace;
        for item in items {
            let alert = text(&item["id"]).parse().unwrap();
            let read = async move |conn: &mut Conn<'_>| alerts::taken(conn, workspace, alert).await;
            let taken = app.db.read(read).await.unwrap();
            let done = taken.iter().filter(|step| step.done).map(|step| step.user.to_string());
            let told = item["steps"].as_array().unwrap().iter().map(|step| text(&step["user_id"]));
            assert_eq!(told.collect::<Vec<_>>(), done.collect::<Vec<_>>());
        }
    }

    /// A hidden tab asks for nothing any more, but its socket is open: the page itself notifies its person, wherever the
    /// socket hangs. Once no tab is left, the push comes at once.
    async fn a_hidden_tab_at_one_node_is_open_for_the_other(db: TestDb) {
        let Some(nats) = Nats::start() else { return };
        let made = async || Made { bus: nats.bus().await, ..Made::default() };
        let app = TestApp::made(db, made().await).await;
        let another = app.another(43, made().await).await;
        let here = Site::of(app, None, Options::default()).await;
        let there = here.beside(another, Options::default()).await;
        Nats::listening().await;
        let (app, tenant) = (&here.app, &here.tenant);
        // Only Maya answers here, and her browser takes pushes.
        for other in [&tenant.owner, &tenant.tomas] {
            app.set_availability(other, false).await.unwrap();
        }
        let maya = there.browser(&tenant.maya).await;
        let subscription = json!({
            "endpoint": "https://push.example.com/1",
            "keys": {
                "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "auth": "BTBZMqHH6r4Tts7J_aSIgg"
            }
        });
        let kept = maya.post("/api/v1/push/subscriptions", subscription).await;
        assert_eq!(kept.status, 204, "{}", kept.text);
        let mut socket = Socket::open(&there, "/app").await;
        let presence = format!("presence-workspace.{}", tenant.workspace);
        assert_eq!(socket.join(&maya, &presence).await, 200);
        let (workspace, user) = (tenant.workspace, tenant.maya.person.id);
        let is_there = async |wanted: bool| {
            let begun = Instant::now();
            while app.presence.has_teammate(workspace, user) != wanted {
                assert!(begun.elapsed() < GONE, "never {wanted}");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        is_there(true).await;
        // Nobody has asked for the feed for an hour.
        app.clock.advance_ms(3_600_000);
        assert_eq!(reached(&here).await, [AlertStep::Toast]);
        drop(socket);
        is_there(false).await;
        // So that which alert is the newest is not left to their ids.
        app.clock.advance_ms(1_000);
        assert_eq!(reached(&here).await, [AlertStep::Push]);
    }
}
