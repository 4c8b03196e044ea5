//! Handing over: the brief that whoever takes over reads, and the orders that whoever hands back leaves.

mod written;

use baton_app::{AppError, conversations::order::NewOrder};
use baton_core::{
    conversation::{Reason, ReasonCode, brief::FailedHow},
    event::Event,
    message::rating::{Rating, Thumb},
    team::order::StandingOrder,
    time::Timestamp,
};
use baton_db::sql;
use baton_store::{conversations::orders, events, messages::ratings};
use baton_testkit::{
    Caller, TestApp, TestDb, Visitor, app::Made, both_databases, fake_model::FakeModel,
};

const HOUR_MS: i64 = 60 * 60 * 1_000;

async fn in_force(app: &TestApp, visitor: Visitor) -> Vec<StandingOrder> {
    let now = app.clock.now();
    let read = app.db.read(async move |conn| {
        orders::in_force(conn, visitor.workspace, visitor.conversation, now).await
    });
    read.await.unwrap()
}

fn order(body: &str, expires_at: Option<Timestamp>) -> NewOrder {
    NewOrder {
        body: body.to_owned(),
        expires_at,
    }
}

/// Takes over and hands back with an order.
async fn hand_back(
    app: &TestApp,
    who: &Caller,
    visitor: Visitor,
    order: impl Into<Option<NewOrder>>,
) -> Result<(), AppError> {
    app.claim(who, visitor.conversation, false).await.unwrap();
    app.release_with(who, visitor.conversation, order.into())
        .await?;
    Ok(())
}

async fn told(app: &TestApp, visitor: Visitor) -> Vec<Event> {
    let read = app.db.read(async move |conn| {
        events::timeline(conn, visitor.workspace, visitor.conversation, 0, 100).await
    });
    let told = read.await.unwrap().into_iter();
    told.map(|envelope| envelope.event).collect()
}

/// What the system prompt of the last request says.
fn prompt(model: &FakeModel) -> String {
    let requests = model.requests();
    let body = requests.last().expect("a request").body.clone();
    body["messages"][0]["content"].as_str().unwrap().to_owned()
}

both_databases! {
    /// An order is left with the release, told to the team, listed while it is in force, and taken away.
    async fn an_order_is_in_force_until_its_time_or_until_it_is_taken_away(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let (maya, id) = (&tenant.maya, visitor.conversation);
        app.receive(visitor, "1", "A refund, please?").await.unwrap();
        let until = app.clock.now().plus_ms(HOUR_MS);
        hand_back(&app, maya, visitor, order(" Refund approved ", Some(until))).await.unwrap();
        // The answer was lost, and the request is made again.
        app.release_with(maya, id, Some(order("Refund approved", Some(until)))).await.unwrap();
        app.clock.advance_ms(1);
        hand_back(&app, &tenant.tomas, visitor, order("No discounts", None)).await.unwrap();
        let left = in_force(&app, visitor).await;
        let said: Vec<_> = left.iter().map(|o| (&*o.body, &*o.author.name, o.expires_at)).collect();
        assert_eq!(said, [("Refund approved", "Maya", Some(until)), ("No discounts", "Tomás", None)]);
        let is_left = |event: &&Event| matches!(event, Event::StandingOrderLeft { .. });
        assert_eq!(told(&app, visitor).await.iter().filter(is_left).count(), 2);

        app.clock.advance_ms(HOUR_MS);
        let left = in_force(&app, visitor).await;
        assert_eq!(left.iter().map(|o| &*o.body).collect::<Vec<_>>(), ["No discounts"]);
        app.remove_order(maya, id, left[0].id).await.unwrap();
        assert!(in_force(&app, visitor).await.is_empty());
        let last = told(&app, visitor).await.pop().unwrap();
        assert!(matches!(last, Event::StandingOrderRemoved { order } if order == left[0]));
        assert!(matches!(app.remove_order(maya, id, left[0].id).await, Err(AppError::NotFound)));
    }

    /// An order that is refused hands nothing back: both stand in one transaction.
    async fn a_refused_order_hands_nothing_back(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let (maya, id, now) = (&tenant.maya, visitor.conversation, app.clock.now());
        app.receive(visitor, "1", "Hello?").await.unwrap();
        for (wrong, field) in [
            (order(" ", None), "order.body"),
            (order(&"x".repeat(501), None), "order.body"),
            (order("x", Some(now)), "order.expires_at"),
        ] {
            let refused = hand_back(&app, maya, visitor, wrong).await.unwrap_err();
            assert!(format!("{refused:?}").contains(field), "{refused:?}");
            let held = app.visitor_catch_up(visitor, 0).await.unwrap().conversation;
            assert_eq!(held.claimant().map(|person| person.id), Some(maya.person.id));
        }
        for n in 0..5 {
            hand_back(&app, maya, visitor, order(&format!("Order {n}"), None)).await.unwrap();
        }
        let refused = hand_back(&app, maya, visitor, order("One more", None)).await.unwrap_err();
        assert!(format!("{refused:?}").contains("Take one away first"), "{refused:?}");
        let viewer = &tenant.viewer;
        let known = in_force(&app, visitor).await[0].id;
        let refused = app.remove_order(viewer, id, known).await;
        assert!(matches!(refused, Err(AppError::Forbidden)));
        assert_eq!(in_force(&app, visitor).await.len(), 5);
    }

    /// A neighbour's order is none, and neither is that of another conversation; with its conversation an order is gone.
    async fn an_order_belongs_to_its_conversation(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let (one, other) = (ours.visitor(&app).await, ours.visitor(&app).await);
        for visitor in [one, other] {
            app.receive(visitor, "1", "Hello?").await.unwrap();
        }
        hand_back(&app, &ours.maya, one, order("VIP-order", None)).await.unwrap();
        let left = in_force(&app, one).await[0].id;
        assert!(in_force(&app, other).await.is_empty());
        for (who, id) in [(&theirs.owner, one.conversation), (&ours.maya, other.conversation)] {
            assert!(matches!(app.remove_order(who, id, left).await, Err(AppError::NotFound)));
        }
        let foreign = app.db.write(async move |conn| {
            let (id, workspace) = (one.conversation, theirs.workspace);
            let found = orders::find(conn, workspace, (id, left)).await?;
            Ok::<_, AppError>((found, orders::remove(conn, workspace, left).await?))
        });
        assert!(matches!(foreign.await.unwrap(), (None, false)));

        app.delete_conversation(&ours.owner, one.conversation).await.unwrap();
        app.drain_jobs().await.unwrap();
        let workspace = one.workspace.uuid();
        for count in [
            sql!("SELECT count(*) FROM standing_orders WHERE workspace_id = {}", workspace),
            sql!("SELECT count(*) FROM events WHERE workspace_id = {} AND data LIKE '%VIP-order%'", workspace),
        ] {
            let rows: i64 = app.db.read(async move |conn| conn.fetch_one(count).await).await.unwrap();
            assert_eq!(rows, 0);
        }
    }

    /// What is in force reaches the model with its next answer, and nothing of it after its time.
    async fn the_assistant_reads_orders_while_they_are_in_force(db: TestDb) {
        let model = FakeModel::start().await;
        let app = TestApp::made(db, Made::asking(&model)).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        assert!(app.follows_orders());
        app.receive(visitor, "1", "A refund, please?").await.unwrap();
        app.drain_jobs().await.unwrap();
        assert!(!prompt(&model).contains("standing_orders"));
        let until = app.clock.now().plus_ms(HOUR_MS);
        let left = order("Refund approved, no discounts", Some(until));
        hand_back(&app, &tenant.maya, visitor, left).await.unwrap();
        app.receive(visitor, "2", "And a discount?").await.unwrap();
        app.drain_jobs().await.unwrap();
        let told = prompt(&model);
        assert!(told.contains("<standing_orders>\n- Refund approved, no discounts\n</standing_orders>"), "{told}");
        app.clock.advance_ms(HOUR_MS);
        app.receive(visitor, "3", "And now?").await.unwrap();
        app.drain_jobs().await.unwrap();
        let told = prompt(&model);
        assert!(!told.contains("standing_orders") && !told.contains("discounts"), "{told}");
    }

    /// The brief is about the stretch that the assistant held last; what is asked after a person took over is not in it.
    async fn a_brief_tells_of_the_stretch_before_a_person(db: TestDb) {
        let app = TestApp::new(db).await;
        assert!(!app.follows_orders(), "the built-in answerer only quotes");
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let (maya, id, workspace) = (&tenant.maya, visitor.conversation, tenant.workspace);
        let say = async |client: &str, text: &str| {
            app.clock.advance_ms(1_000);
            app.receive(visitor, client, text).await.unwrap();
            app.drain_jobs().await.unwrap();
            app.clock.advance_ms(1_000);
        };
        say("1", "My tent pole broke").await;
        hand_back(&app, maya, visitor, None).await.unwrap();
        say("2", "What does a new groundsheet cost?").await;
        tenant.lead(&app, visitor, "hannah@example.com").await;
        let reason = Reason::new(ReasonCode::VisitorAsked, None);
        app.request_human(visitor, reason).await.unwrap();
        let waiting = app.brief(maya, id).await.unwrap();
        app.clock.advance_ms(1_000);
        app.claim(maya, id, false).await.unwrap();
        say("3", "Is anybody repairing zippers?").await;

        let brief = app.brief(maya, id).await.unwrap();
        assert_eq!(brief.wants, waiting.wants);
        let wants: Vec<&str> = brief.wants.iter().map(|quote| &*quote.text).collect();
        assert_eq!(wants, ["What does a new groundsheet cost?"]);
        let [failed] = &*brief.failed else { panic!("{:?}", brief.failed) };
        assert_eq!((failed.how, failed.seq), (FailedHow::Declined, brief.wants[0].seq));
        assert_eq!(brief.reason.map(|reason| reason.code), Some(ReasonCode::VisitorAsked));
        let collected = brief.collected.iter().map(|fact| (&*fact.label, &*fact.value));
        assert!(collected.clone().any(|fact| fact == ("email", "hannah@example.com")), "{:?}", brief.collected);
        assert!(brief.first_line.text.contains("Scout had no answer for you."), "{:?}", brief.first_line);

        // An answer that did not help, in the same stretch: the visitor's thumb on what was declined.
        let declined = failed.seq + 1;
        let rating = Rating { thumb: Thumb::Down, comment: Some("Useless".to_owned()) };
        let now = app.clock.now();
        let kept = app.db.write(async move |conn| {
            ratings::set(conn, workspace, (id, declined), &rating, now).await?;
            ratings::of_conversation(conn, workspace, id).await
        });
        let kept = kept.await.unwrap();
        assert_eq!((kept[0].0, kept[0].1.thumb), (declined, Thumb::Down));
        let rated = app.brief(&tenant.viewer, id).await.unwrap().failed.pop().unwrap();
        assert_eq!((rated.how, rated.detail.as_deref()), (FailedHow::RatedDown, Some("Useless")));

        let stranger = app.tenant("Theirs").await;
        assert!(matches!(app.brief(&stranger.owner, id).await, Err(AppError::NotFound)));
    }
}
