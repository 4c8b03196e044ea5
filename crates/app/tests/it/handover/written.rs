//! The brief that a model puts into words once the conversation waits.

use baton_app::AppError;
use baton_core::conversation::{
    Reason, ReasonCode,
    brief::{Brief, BriefWriter},
};
use baton_db::sql;
use baton_testkit::{
    TestApp, TestDb, Visitor,
    app::Made,
    both_databases,
    fake_model::{Behaviour, FakeModel},
    fixtures::Tenant,
};

const HOUR_MS: i64 = 60 * 60 * 1_000;
const SAID: &str = "The pole of my Larch tent broke, order A-1234. Can I get a new one?";
const WROTE: &str = "WANTS 1: a new pole for the Larch tent\n\
    KNOWN 1: order number = A-1234\n\
    KNOWN 1: phone = 0660 123\n\
    FAILED 9: the repair sleeve\n\
    WANTS 1: a refund for Maria";

/// A conversation that comes to wait, while the model behaves so.
async fn waiting(app: &TestApp, model: &FakeModel, behaviour: Behaviour) -> (Tenant, Visitor) {
    model.set(Behaviour::Echo);
    let tenant = app.tenant("Ours").await;
    let visitor = tenant.visitor(app).await;
    app.receive(visitor, "1", SAID).await.unwrap();
    app.drain_jobs().await.unwrap();
    app.clock.advance_ms(1_000);
    model.set(behaviour);
    let reason = Reason::new(ReasonCode::VisitorAsked, None);
    app.request_human(visitor, reason).await.unwrap();
    (tenant, visitor)
}

fn wants(brief: &Brief) -> Vec<&str> {
    brief.wants.iter().map(|quote| &*quote.text).collect()
}

async fn kept(app: &TestApp, visitor: Visitor) -> i64 {
    let workspace = visitor.workspace.uuid();
    let count = sql!(
        "SELECT count(*) FROM handover_briefs WHERE workspace_id = {}",
        workspace
    );
    app.db
        .read(async move |conn| conn.fetch_one(count).await)
        .await
        .unwrap()
}

both_databases! {
    /// The assembled one is there at once; what holds of the model's takes its place, once, and goes with the conversation.
    async fn a_model_puts_the_brief_into_words_after_the_escalation(db: TestDb) {
        let model = FakeModel::start().await;
        let app = TestApp::made(db, Made::asking(&model)).await;
        let (tenant, visitor) = waiting(&app, &model, Behaviour::Says(WROTE.to_owned())).await;
        let (maya, id) = (&tenant.maya, visitor.conversation);
        let asked = model.requests().len();
        let before = app.brief(maya, id).await.unwrap();
        assert_eq!((before.written_by, before.is_being_written), (BriefWriter::Trace, true));
        assert_eq!(wants(&before), [SAID]);
        assert_eq!(model.requests().len(), asked, "nobody waits for a model");

        app.drain_jobs().await.unwrap();
        let requests = model.requests();
        assert_eq!(requests.len(), asked + 1);
        let told = requests.last().unwrap().text();
        assert!(told.contains(&format!("\n1 Visitor: {SAID}\n")), "{told}");
        let brief = app.brief(maya, id).await.unwrap();
        assert_eq!((brief.written_by, brief.is_being_written), (BriefWriter::Model, false));
        assert_eq!(wants(&brief), ["a new pole for the Larch tent"]);
        let order = brief.known.iter().find(|fact| fact.label == "order number").unwrap();
        assert_eq!((&*order.value, order.seq), ("A-1234", Some(1)));
        assert!(!brief.known.iter().any(|fact| fact.label == "phone"), "{:?}", brief.known);
        // Of what is assembled, what the model said nothing of stays.
        assert_eq!((brief.first_line, brief.failed, brief.tried), (before.first_line, before.failed, before.tried));

        // What is said since is quoted behind it, and whoever took over reads the same.
        app.receive(visitor, "2", "And a groundsheet").await.unwrap();
        app.drain_jobs().await.unwrap();
        let brief = app.brief(maya, id).await.unwrap();
        assert_eq!(wants(&brief), ["a new pole for the Larch tent", "And a groundsheet"]);
        app.clock.advance_ms(1_000);
        app.claim(maya, id, false).await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(app.brief(maya, id).await.unwrap().wants, brief.wants);
        assert_eq!(model.requests().len(), asked + 1, "it is paid for once");

        let stranger = app.tenant("Theirs").await;
        assert!(matches!(app.brief(&stranger.owner, id).await, Err(AppError::NotFound)));
        assert_eq!(kept(&app, visitor).await, 1);
        app.clear_history(visitor).await.unwrap();
        assert_eq!(app.brief(maya, id).await.unwrap().written_by, BriefWriter::Trace, "cleared");
        app.delete_conversation(&tenant.owner, id).await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(kept(&app, visitor).await, 0);
    }

    /// A model that fails, or writes what was not said, leaves the assembled brief as it is.
    async fn the_assembled_brief_stays_where_a_model_fails(db: TestDb) {
        let model = FakeModel::start().await;
        let app = TestApp::made(db, Made::asking(&model)).await;
        for behaviour in [
            Behaviour::Says("I am sorry, Maria wants 30 euros.".to_owned()),
            Behaviour::Empty,
            Behaviour::ContentFilter,
            Behaviour::ServerError,
        ] {
            let (tenant, visitor) = waiting(&app, &model, behaviour.clone()).await;
            for _ in 0..4 {
                app.drain_jobs().await.unwrap();
                app.clock.advance_ms(HOUR_MS);
            }
            let brief = app.brief(&tenant.maya, visitor.conversation).await.unwrap();
            assert_eq!((brief.written_by, brief.is_being_written), (BriefWriter::Trace, false), "{behaviour:?}");
            assert_eq!(wants(&brief), [SAID], "{behaviour:?}");
            assert_eq!(kept(&app, visitor).await, 1, "{behaviour:?}: that it failed is known");
        }
    }

    /// The next stretch has a brief of its own: an earlier one is not shown for it.
    async fn a_written_brief_is_about_its_stretch(db: TestDb) {
        let model = FakeModel::start().await;
        let app = TestApp::made(db, Made::asking(&model)).await;
        let (tenant, visitor) = waiting(&app, &model, Behaviour::Says(WROTE.to_owned())).await;
        let (maya, id) = (&tenant.maya, visitor.conversation);
        app.drain_jobs().await.unwrap();
        app.clock.advance_ms(1_000);
        app.claim(maya, id, false).await.unwrap();
        app.reply(maya, id, "r", "The secret of the team").await.unwrap();
        app.clock.advance_ms(1_000);
        app.release_with(maya, id, None).await.unwrap();
        app.clock.advance_ms(1_000);
        model.set(Behaviour::Echo);
        app.receive(visitor, "2", "Where is my parcel?").await.unwrap();
        app.drain_jobs().await.unwrap();
        model.set(Behaviour::Empty);
        app.clock.advance_ms(1_000);
        let reason = Reason::new(ReasonCode::VisitorAsked, None);
        app.request_human(visitor, reason).await.unwrap();
        let brief = app.brief(maya, id).await.unwrap();
        assert_eq!((brief.written_by, brief.is_being_written), (BriefWriter::Trace, true));
        app.drain_jobs().await.unwrap();
        let told = model.requests().last().unwrap().text();
        assert!(told.contains("Where is my parcel?") && !told.contains("secret") && !told.contains(SAID), "{told}");
        assert_eq!(app.brief(maya, id).await.unwrap().written_by, BriefWriter::Trace);
    }

    /// Without a model nothing is asked, and nothing is waited for.
    async fn without_a_model_the_brief_is_assembled(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        app.receive(visitor, "1", SAID).await.unwrap();
        app.request_human(visitor, Reason::new(ReasonCode::VisitorAsked, None)).await.unwrap();
        let brief = app.brief(&tenant.maya, visitor.conversation).await.unwrap();
        assert_eq!((brief.written_by, brief.is_being_written), (BriefWriter::Trace, false));
        app.drain_jobs().await.unwrap();
        assert_eq!(kept(&app, visitor).await, 0);
    }
}
