//! Whoever holds the baton and is gone loses it while a visitor waits.

use baton_app::{
    AppError,
    conversations::inbox::{later::Later, shift::Parting, snooze::SnoozeFor},
};
use baton_core::{
    actor::ActorKind,
    alert::AlertKind,
    conversation::{HolderKind, Reason, ReasonCode, WaitMode},
    event::Event,
    id::{ConversationId, UserId},
    team::grace::HolderGrace,
};
use baton_db::{DbError, sql};
use baton_store::{conversations::Conversation, events, leads::alerts};
use baton_testkit::{TestApp, TestDb, Visitor, app::Made, both_databases, fixtures::Tenant};

const MINUTE_MS: i64 = 60_000;

/// A visitor whose conversation Maya holds, and who waits for her answer.
async fn waits(app: &TestApp, tenant: &Tenant) -> Visitor {
    let visitor = tenant.visitor(app).await;
    app.claim(&tenant.maya, visitor.conversation, false)
        .await
        .unwrap();
    app.receive(visitor, "1", "Are you there?").await.unwrap();
    visitor
}

/// So many minutes, with a look at who is there in each; answers how many conversations lapsed.
async fn minutes(app: &TestApp, many: i64) -> usize {
    let mut lapsed = app.sweep_leases().await.unwrap();
    for _ in 0..many {
        app.clock.advance_ms(MINUTE_MS);
        lapsed += app.sweep_leases().await.unwrap();
    }
    lapsed
}

async fn now(app: &TestApp, tenant: &Tenant, id: ConversationId) -> Conversation {
    app.conversation(tenant.workspace, id).await
}

both_databases! {
    /// After ten minutes it waits again, which the visitor, the team, the log and the webhooks are told; not a minute earlier.
    async fn who_is_gone_for_ten_minutes_loses_what_a_visitor_waits_for(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = waits(&app, &tenant).await;
        let (workspace, id, wrote_at) = (tenant.workspace, visitor.conversation, app.clock.now());
        assert_eq!(minutes(&app, 10).await, 0);
        assert_eq!(minutes(&app, 1).await, 1);
        let conversation = now(&app, &tenant, id).await;
        let baton = conversation.baton();
        assert_eq!((baton.holder, baton.epoch, baton.waits), (HolderKind::Nobody, 2, Some(WaitMode::Live)));
        assert_eq!(baton.escalated_at, Some(wrote_at), "they wait since they wrote");
        let reason = baton.reason.unwrap();
        assert_eq!((reason.code, &*reason.text), (ReasonCode::HolderGone, "Maya is gone"));
        assert_eq!(conversation.agent().unwrap().name, "Maya", "she is responsible still");

        let read = app.db.read(async move |conn| {
            let told = events::timeline(conn, workspace, id, 0, 100).await?.pop().unwrap();
            let raised = alerts::recent(conn, workspace, UserId::from(uuid::Uuid::nil()), 1).await?.remove(0);
            let q = sql!("SELECT action, actor_kind FROM audit_logs WHERE workspace_id = {} ORDER BY seq DESC LIMIT 1", workspace.uuid());
            let line: (String, String) = conn.fetch_one(q).await?;
            Ok::<_, DbError>((told, raised, line))
        });
        let (told, raised, line) = read.await.unwrap();
        assert!(matches!(told.event, Event::ConversationEscalated { .. }));
        assert_eq!(told.actor.kind, ActorKind::System);
        assert_eq!((raised.kind, raised.conversation_id), (AlertKind::Handoff, Some(id)));
        assert_eq!(line, ("conversation.lapse".to_owned(), "system".to_owned()));
        let seen = app.visitor_catch_up(visitor, 0).await.unwrap().conversation;
        assert_eq!(seen.holder(), HolderKind::Nobody);
        // Once is enough, and the next one to come takes it.
        assert_eq!(minutes(&app, 3).await, 0);
        app.claim(&tenant.tomas, id, false).await.unwrap();
    }

    /// Who was in the queue before keeps the place, and what a person was needed for is still said.
    async fn who_waited_before_keeps_the_place(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        app.receive(visitor, "0", "Hello").await.unwrap();
        let asked = Reason::new(ReasonCode::Sensitive, Some("Refund over limit"));
        app.request_human(visitor, asked).await.unwrap();
        let asked_at = app.clock.now();
        app.clock.advance_ms(MINUTE_MS);
        app.claim(&tenant.maya, id, false).await.unwrap();
        app.receive(visitor, "1", "Are you there?").await.unwrap();
        assert_eq!(minutes(&app, 11).await, 1);
        let baton = now(&app, &tenant, id).await.baton();
        assert_eq!(baton.escalated_at, Some(asked_at));
        assert_eq!(baton.reason.unwrap().text, "Maya is gone. Before: Refund over limit");
        // Who takes it and is gone too hides neither.
        app.claim(&tenant.tomas, id, false).await.unwrap();
        app.receive(visitor, "2", "Hello?").await.unwrap();
        assert_eq!(minutes(&app, 11).await, 1);
        let baton = now(&app, &tenant, id).await.baton();
        assert_eq!(baton.reason.unwrap().text, "Tomás is gone. Before: Refund over limit");
    }

    /// Nobody who is there, in whatever way, loses anything; nor where the visitor does not wait, or the team wants it so.
    async fn who_is_there_or_is_not_waited_for_keeps_it(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let (workspace, maya) = (tenant.workspace, tenant.maya.person.id);
        let id = waits(&app, &tenant).await.conversation;
        app.presence.set_teammate(workspace, maya, true);
        assert_eq!(minutes(&app, 12).await, 0, "a socket is open");
        app.presence.set_teammate(workspace, maya, false);
        assert_eq!(minutes(&app, 9).await, 0);
        app.hear_from_console(&tenant.maya).await.unwrap();
        assert_eq!(minutes(&app, 9).await, 0, "a console without a socket has asked since");
        app.reply(&tenant.maya, id, "c", "I am").await.unwrap();
        assert_eq!(minutes(&app, 12).await, 0, "it is the visitor's turn");

        let other = waits(&app, &tenant).await.conversation;
        app.set_holder_grace(&tenant.owner, HolderGrace { minutes: None }).await.unwrap();
        assert_eq!(minutes(&app, 30).await, 0, "it is turned off");
        app.set_holder_grace(&tenant.owner, HolderGrace { minutes: Some(2) }).await.unwrap();
        assert_eq!(minutes(&app, 1).await, 1);
        assert_eq!(now(&app, &tenant, other).await.holder(), HolderKind::Nobody);
    }

    /// What is put away until a time is not waited for before it comes back, and what waits already has nobody to lose it.
    async fn what_is_put_away_or_waits_already_does_not_lapse(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let id = waits(&app, &tenant).await.conversation;
        let until = app.clock.now().plus_ms(20 * MINUTE_MS);
        app.snooze(&tenant.maya, id, (SnoozeFor::Until(until), None)).await.unwrap();
        let parked = waits(&app, &tenant).await.conversation;
        app.end_shift(&tenant.maya, vec![(parked, Parting::Park)]).await.unwrap();
        let before = now(&app, &tenant, parked).await.baton();
        assert_eq!(minutes(&app, 30).await, 0);
        assert_eq!(now(&app, &tenant, id).await.claimant().unwrap().name, "Maya");
        assert_eq!(now(&app, &tenant, parked).await.baton(), before);
        app.drain_jobs().await.unwrap();
        assert_eq!(now(&app, &tenant, id).await.snoozed_until, None, "it has come back");
        assert_eq!(minutes(&app, 10).await, 0, "whoever put it away has all of the grace then");
        assert_eq!(minutes(&app, 1).await, 1);
        assert_eq!(now(&app, &tenant, id).await.holder(), HolderKind::Nobody);

        // Put back by whoever holds it, it comes back with that.
        let other = waits(&app, &tenant).await.conversation;
        let until = app.clock.now().plus_ms(60 * MINUTE_MS);
        app.snooze(&tenant.maya, other, (SnoozeFor::Until(until), None)).await.unwrap();
        app.end_shift(&tenant.maya, vec![(other, Parting::Park)]).await.unwrap();
        let parked = now(&app, &tenant, other).await;
        assert_eq!((parked.holder(), parked.snoozed_until), (HolderKind::Nobody, None));
    }

    /// Whoever has written what is sent later has not left anybody without an answer; until the visitor writes again.
    async fn what_is_answered_later_does_not_lapse(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = waits(&app, &tenant).await;
        let id = visitor.conversation;
        let later = Later {
            client_id: "l".to_owned(),
            body: "They are back tomorrow.".to_owned(),
            when: SnoozeFor::Until(app.clock.now().plus_ms(60 * MINUTE_MS)),
            then: None,
            seen: None,
        };
        app.schedule_reply(&tenant.maya, id, later.clone()).await.unwrap();
        assert_eq!(minutes(&app, 59).await, 0);
        app.clock.advance_ms(MINUTE_MS);
        app.drain_jobs().await.unwrap();
        assert_eq!(now(&app, &tenant, id).await.claimant().unwrap().name, "Maya");
        app.receive(visitor, "2", "And in blue?").await.unwrap();
        let when = SnoozeFor::Until(app.clock.now().plus_ms(60 * MINUTE_MS));
        let again = Later { client_id: "m".to_owned(), when, ..later };
        app.schedule_reply(&tenant.maya, id, again).await.unwrap();
        app.receive(visitor, "3", "Hello?").await.unwrap();
        assert_eq!(minutes(&app, 11).await, 1, "this was not answered");
    }

    /// A server that stood still has seen nobody: whoever held something has all of the grace again.
    async fn while_the_server_stood_still_nobody_was_gone(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        waits(&app, &tenant).await;
        assert_eq!(minutes(&app, 5).await, 0);
        app.clock.advance_ms(60 * MINUTE_MS);
        assert_eq!(minutes(&app, 10).await, 0);
        assert_eq!(minutes(&app, 1).await, 1);
    }

    /// The socket is on one node, the sweep runs on another: that one knows from what is written down.
    async fn a_socket_on_another_node_counts(db: TestDb) {
        let app = TestApp::new(db).await;
        let other = app.another(2, Made::default()).await;
        let tenant = app.tenant("Ours").await;
        waits(&app, &tenant).await;
        other.presence.set_teammate(tenant.workspace, tenant.maya.person.id, true);
        let mut lapsed = 0;
        for _ in 0..15 {
            other.note_presence().await.unwrap();
            lapsed += minutes(&app, 1).await;
        }
        assert_eq!(lapsed, 0);
        other.presence.set_teammate(tenant.workspace, tenant.maya.person.id, false);
        assert_eq!(minutes(&app, 11).await, 1);
    }

    /// The holder answers at the moment of the sweep, and two nodes sweep at once: the answer stands and it stays theirs, or it
    /// waits and the answer is refused. Never both, and never twice.
    async fn an_answer_at_that_moment_wins_or_loses_cleanly(db: TestDb) {
        let app = TestApp::new(db).await;
        let other = app.another(2, Made::default()).await;
        let tenant = app.tenant("Ours").await;
        let mut seen = [0, 0];
        for n in 0..12 {
            let id = waits(&app, &tenant).await.conversation;
            assert_eq!(minutes(&app, 10).await, 0);
            app.clock.advance_ms(MINUTE_MS);
            let answer = async {
                for _ in 0..n * 4 {
                    tokio::task::yield_now().await;
                }
                app.reply(&tenant.maya, id, "c", "Here I am").await
            };
            let (one, answered, two) = tokio::join!(app.sweep_leases(), answer, other.sweep_leases());
            let lapsed = one.unwrap() + two.unwrap();
            let conversation = now(&app, &tenant, id).await;
            match answered {
                Ok(_) => assert_eq!((conversation.holder(), conversation.epoch(), lapsed), (HolderKind::Person, 1, 0)),
                Err(AppError::MustClaimFirst(_) | AppError::Contended) => {
                    assert_eq!((conversation.holder(), conversation.epoch(), lapsed), (HolderKind::Nobody, 2, 1));
                }
                Err(error) => panic!("{error:?}"),
            }
            seen[lapsed] += 1;
            if conversation.holder() == HolderKind::Person {
                app.resolve(&tenant.maya, id).await.unwrap();
            }
        }
        assert_eq!(seen.iter().sum::<i32>(), 12);
    }

    /// The job runs by itself and asks for itself anew; members set the grace, others read it.
    async fn the_sweep_goes_on_by_itself(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        app.recover().await.unwrap();
        let id = waits(&app, &tenant).await.conversation;
        for _ in 0..22 {
            app.drain_jobs().await.unwrap();
            app.clock.advance_ms(MINUTE_MS / 2);
        }
        app.drain_jobs().await.unwrap();
        assert_eq!(now(&app, &tenant, id).await.holder(), HolderKind::Nobody);

        let set = async |who, minutes| app.set_holder_grace(who, HolderGrace { minutes }).await;
        assert!(matches!(set(&tenant.maya, Some(5)).await, Err(AppError::Forbidden)));
        assert!(matches!(set(&tenant.owner, Some(0)).await, Err(AppError::Invalid(_))));
        set(&tenant.owner, Some(5)).await.unwrap();
        assert_eq!(app.holder_grace(&tenant.viewer).await.unwrap().minutes, Some(5));
        assert_eq!(app.holder_grace(&theirs.viewer).await.unwrap().minutes, Some(10));
    }
}
