//! Alerts until somebody acknowledges them: whatever happens in between, on both databases.

use baton_app::conversations::note::NewNote;
use baton_core::{
    alert::{AcknowledgedBy, AlertKind, AlertPlan, AlertStep, AlertWishes, Taken},
    conversation::{Reason, ReasonCode},
    id::{UserId, WorkspaceId},
};
use baton_db::DbError;
use baton_store::leads::alerts::{self, About, Alert};
use baton_testkit::{Caller, TestApp, TestDb, Visitor, app::Made, fixtures::Tenant};
use std::collections::BTreeSet;

/// The newest alert and the steps that were taken for it.
async fn newest(app: &TestApp, workspace: WorkspaceId) -> (Alert, Vec<Taken>) {
    let read = app.db.read(async move |conn| {
        let alert = alerts::recent(conn, workspace, UserId::from(uuid::Uuid::nil()), 1)
            .await?
            .remove(0);
        let taken = alerts::taken(conn, workspace, alert.id).await?;
        Ok::<_, DbError>((alert, taken))
    });
    read.await.unwrap()
}

fn done(taken: &[Taken]) -> Vec<AlertStep> {
    taken.iter().filter(|t| t.done).map(|t| t.step).collect()
}

async fn waits(app: &TestApp, tenant: &Tenant) -> Visitor {
    let visitor = tenant.visitor(app).await;
    app.receive(visitor, "1", "hello").await.unwrap();
    let reason = Reason::new(ReasonCode::VisitorAsked, None);
    app.request_human(visitor, reason).await.unwrap();
    visitor
}

/// The newest alert that is this person's own, and how they were told of it.
async fn own(app: &TestApp, who: &Caller) -> Option<(Alert, Vec<AlertStep>)> {
    let (workspace, user) = (who.workspace, who.person.id);
    let read = app.db.read(async move |conn| {
        let all = alerts::recent(conn, workspace, user, 30).await?;
        let Some(alert) = all.into_iter().find(|alert| alert.for_user == Some(user)) else {
            return Ok::<_, DbError>(None);
        };
        let taken = alerts::taken(conn, workspace, alert.id).await?;
        assert!(taken.iter().all(|t| t.user == user), "nobody else is told");
        Ok(Some((alert, done(&taken))))
    });
    read.await.unwrap()
}

fn mentions(person: &Caller, client_id: &str) -> NewNote {
    NewNote {
        client_id: client_id.to_owned(),
        body: "@Tomás is it the **wet** boots?".to_owned(),
        mentions: vec![person.person.id],
    }
}

/// Every step once for a person at most, none after the acknowledgement, and none that nobody wants.
fn holds(alert: &Alert, taken: &[Taken]) {
    let distinct: BTreeSet<_> = taken.iter().map(|t| (t.user, t.step)).collect();
    assert_eq!(distinct.len(), taken.len(), "a step was taken twice");
    if let Some(at) = alert.acknowledged_at {
        assert!(
            taken.iter().all(|t| t.at <= at),
            "a step after the acknowledgement"
        );
    }
}

baton_testkit::both_databases! {
    async fn an_alert_goes_on_until_somebody_looks_and_leaves_a_receipt(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch & Tarn").await;
        let (workspace, maya) = (tenant.workspace, tenant.maya.person.id);
        app.hear_from_console(&tenant.maya).await.unwrap();
        // Somebody is there: nothing is mailed at once.
        app.presence.set_teammate(workspace, maya, true);
        let visitor = waits(&app, &tenant).await;
        app.drain_jobs().await.unwrap();
        let (_, taken) = newest(&app, workspace).await;
        // Maya sits at a console: it is her turn, and the sound is off unless she wants it.
        assert_eq!((taken[0].user, done(&taken)), (maya, vec![AlertStep::Toast]));
        app.clock.advance_ms(30_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(done(&newest(&app, workspace).await.1), [AlertStep::Toast]);
        app.clock.advance_ms(90_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(done(&newest(&app, workspace).await.1), [AlertStep::Toast, AlertStep::Mail]);
        app.clock.advance_ms(180_000);
        app.drain_jobs().await.unwrap();
        let (alert, taken) = newest(&app, workspace).await;
        let people: BTreeSet<_> = taken.iter().filter(|t| t.done).map(|t| t.user).collect();
        assert_eq!(people.len(), 2, "it is the next person's turn: {taken:?}");
        assert!(!people.contains(&tenant.viewer.person.id), "viewers do not answer");

        let about = About::Conversation(visitor.conversation);
        let refused = app.acknowledge_alerts(&tenant.viewer, about, AcknowledgedBy::Opened).await;
        assert!(matches!(refused, Err(baton_app::AppError::Forbidden)));
        assert_eq!(app.acknowledge_alerts(&tenant.tomas, about, AcknowledgedBy::Toast).await.unwrap(), 1);
        assert_eq!(app.acknowledge_alerts(&tenant.maya, about, AcknowledgedBy::Opened).await.unwrap(), 0);
        app.clock.advance_ms(3_600_000);
        app.drain_jobs().await.unwrap();
        let (after, later) = newest(&app, workspace).await;
        assert_eq!((after.id, later.len()), (alert.id, taken.len()));
        assert_eq!(
            (after.acknowledged_by, after.acknowledged_how),
            (Some(tenant.tomas.person.id), Some(AcknowledgedBy::Toast))
        );
    }

    async fn claiming_acknowledges_and_what_is_over_alerts_nobody(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch & Tarn").await;
        let visitor = waits(&app, &tenant).await;
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        app.drain_jobs().await.unwrap();
        let (alert, taken) = newest(&app, tenant.workspace).await;
        assert_eq!((alert.acknowledged_how, taken.len()), (Some(AcknowledgedBy::Claimed), 0));

        // Of two in the same millisecond neither is the newest.
        app.clock.advance_ms(1);
        let visitor = waits(&app, &tenant).await;
        app.resolve(&tenant.owner, visitor.conversation).await.unwrap();
        app.drain_jobs().await.unwrap();
        let (alert, taken) = newest(&app, tenant.workspace).await;
        assert_eq!((alert.is_open(), alert.acknowledged_by, taken.len()), (false, None, 0));
    }

    /// A mention is one person's own: they are told, by mail where no console of theirs is open, until they look; their settings
    /// decide how. Whoever else looks ends nothing of it.
    async fn a_mention_is_told_to_one_person_until_they_look(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch & Tarn").await;
        let (maya, tomas) = (&tenant.maya, &tenant.tomas);
        let id = tenant.visitor(&app).await.conversation;
        app.add_note(maya, id, mentions(tomas, "n1")).await.unwrap();
        assert!(own(&app, maya).await.is_none(), "it is none of hers");
        let about = About::Conversation(id);
        app.acknowledge_alerts(maya, about, AcknowledgedBy::Opened).await.unwrap();
        let (alert, _) = own(&app, tomas).await.unwrap();
        assert!(alert.is_open());
        assert_eq!(alert.raised_name.as_deref(), Some("Maya"));
        app.drain_jobs().await.unwrap();
        assert_eq!(own(&app, tomas).await.unwrap().1, [AlertStep::Mail], "no console of his is open");

        // With a console open there is a toast, and a mail only where he does not look.
        app.hear_from_console(tomas).await.unwrap();
        app.clock.advance_ms(1_000);
        app.add_note(maya, id, mentions(tomas, "n2")).await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(own(&app, tomas).await.unwrap().1, [AlertStep::Toast]);
        assert_eq!(app.acknowledge_alerts(tomas, about, AcknowledgedBy::Opened).await.unwrap(), 2);
        app.clock.advance_ms(600_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(own(&app, tomas).await.unwrap().1, [AlertStep::Toast]);

        // Who wants no mail gets none; who only reads may look at what is their own.
        let none = AlertWishes { toast: false, sound: false, push: false, mail: false };
        app.set_alert_wishes(tomas, [(AlertKind::Mention, none)].into()).await.unwrap();
        app.clock.advance_ms(1_000);
        app.add_note(maya, id, mentions(tomas, "n3")).await.unwrap();
        app.add_note(maya, id, mentions(&tenant.viewer, "n4")).await.unwrap();
        app.add_note(maya, id, mentions(maya, "n5")).await.unwrap();
        app.drain_jobs().await.unwrap();
        assert_eq!(own(&app, tomas).await.unwrap().1, [AlertStep::Toast; 0]);
        assert_eq!(own(&app, &tenant.viewer).await.unwrap().1, [AlertStep::Mail]);
        assert_eq!(app.acknowledge_alerts(&tenant.viewer, about, AcknowledgedBy::Opened).await.unwrap(), 1);
        assert!(own(&app, maya).await.is_none(), "she knows what she wrote");
    }

    /// Who is made responsible, or is passed the baton, is told; once somebody else is, it is no news any more.
    async fn whoever_is_made_responsible_is_told(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch & Tarn").await;
        let (maya, tomas, owner) = (&tenant.maya, &tenant.tomas, &tenant.owner);
        let id = tenant.visitor(&app).await.conversation;
        app.assign(maya, id, Some(maya.person.id)).await.unwrap();
        assert!(own(&app, maya).await.is_none());
        app.assign(maya, id, Some(tomas.person.id)).await.unwrap();
        app.clock.advance_ms(1_000);
        app.assign(maya, id, Some(owner.person.id)).await.unwrap();
        app.drain_jobs().await.unwrap();
        let (alert, told) = own(&app, tomas).await.unwrap();
        assert_eq!((alert.is_open(), told.len()), (false, 0));
        assert_eq!(own(&app, owner).await.unwrap().1, [AlertStep::Mail]);

        app.claim(maya, id, false).await.unwrap();
        assert!(own(&app, owner).await.unwrap().0.is_open(), "that she holds it is not that he looked");
        app.clock.advance_ms(1_000);
        app.transfer(maya, id, tomas.person.id, None).await.unwrap();
        app.drain_jobs().await.unwrap();
        let (alert, told) = own(&app, tomas).await.unwrap();
        assert_eq!((alert.kind, told), (AlertKind::Assigned, vec![AlertStep::Mail]));
        assert!(!own(&app, owner).await.unwrap().0.is_open());
    }

    // The owner gets a mail of every lead when it comes in: no second one.
    async fn nobody_is_mailed_of_a_lead_twice(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch & Tarn").await;
        let visitor = tenant.visitor(&app).await;
        tenant.lead(&app, visitor, "d@example.org").await;
        for _ in 0..20 {
            app.drain_jobs().await.unwrap();
            app.clock.advance_ms(60_000);
        }
        let (_, taken) = newest(&app, tenant.workspace).await;
        let mailed: BTreeSet<_> = taken.iter().filter(|t| t.done && t.step == AlertStep::Mail).map(|t| t.user).collect();
        let editors = BTreeSet::from([tenant.maya.person.id, tenant.tomas.person.id]);
        assert_eq!(mailed, editors);
    }

    async fn whenever_it_restarts_each_step_comes_once_and_none_after_the_acknowledgement(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Larch & Tarn").await;
        let plan = AlertPlan { sound_after_s: 5, push_after_s: 10, mail_after_s: 20, next_after_s: 40 };
        app.set_alert_plan(&tenant.owner, plan).await.unwrap();
        let people = [&tenant.owner, &tenant.maya, &tenant.tomas];
        let ways = AcknowledgedBy::ALL;
        let mut nodes = Vec::new();
        for round in 0..12_u64 {
            let [a, b, c, ..]: [u8; 8] = app.ids.bytes();
            let (a, b, c) = (i64::from(a), i64::from(b), usize::from(c));
            app.hear_from_console(people[c % 3]).await.unwrap();
            let visitor = waits(&app, &tenant).await;
            // A node that begins now, while the others still work.
            nodes.push(app.another(1_000 + round, Made::default()).await);
            let until = app.clock.now().plus_ms(a * 700);
            while app.clock.now() < until {
                app.clock.advance_ms(1_000 + b * 17);
                let here = app.drain_jobs();
                let there = nodes.last().unwrap().drain_jobs();
                let (here, there) = tokio::join!(here, there);
                here.unwrap();
                there.unwrap();
            }
            let (before, _) = newest(&app, tenant.workspace).await;
            let about = About::Conversation(visitor.conversation);
            app.acknowledge_alerts(people[c % 3], about, ways[c % ways.len()]).await.unwrap();
            let (alert, taken) = newest(&app, tenant.workspace).await;
            assert_eq!(alert.id, before.id);
            holds(&alert, &taken);
            let count = taken.len();
            app.clock.advance_ms(120_000);
            nodes.last().unwrap().drain_jobs().await.unwrap();
            assert_eq!(newest(&app, tenant.workspace).await.1.len(), count, "it went on");
        }
    }
}
