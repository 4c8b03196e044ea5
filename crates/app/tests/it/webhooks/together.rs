//! The workers as they run in a server: fair to each endpoint, and taken over where they die.

use super::{endpoint, log};
use baton_core::{
    id::{EndpointId, WorkspaceId},
    webhook::DeliveryStatus,
};
use baton_db::{DbError, sql};
use baton_testkit::{
    TestApp, TestDb,
    app::{Made, NOW},
    both_databases,
    receiver::{Receiver, Reply},
};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};
use tokio::runtime::Handle;
use uuid::Uuid;

/// An endpoint so many times, each of which failed often enough that it is in doubt.
async fn multiply(app: &TestApp, workspace: WorkspaceId, id: EndpointId, times: usize) {
    let ids: Vec<Uuid> = (0..times).map(|_| app.ids.next()).collect();
    let write = app.db.write(async move |conn| {
        for copy in ids {
            conn.execute(sql!(
                "INSERT INTO webhook_endpoints (id, workspace_id, url, description, event_types, enabled, secret, cursor_seq,
                     replay_all, failures, failing_since, created_at, updated_at)
                 SELECT {}, workspace_id, url, description, event_types, enabled, secret, cursor_seq, replay_all, 5, {},
                     created_at, updated_at FROM webhook_endpoints WHERE workspace_id = {} AND id = {}",
                copy, NOW.ms(), workspace.uuid(), id.uuid()
            ))
            .await?;
        }
        Ok::<_, DbError>(())
    });
    write.await.unwrap();
}

both_databases! {
    /// Ten endpoints that keep their requests waiting, and one that answers: that one hears at once.
    async fn one_slow_endpoint_delays_no_other(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, quick) = (app.tenant("Ours").await, Receiver::start().await);
        let slow = Receiver::answering(Reply::status(200).after(Duration::from_secs(12))).await;
        for _ in 0..10 {
            endpoint(&app, &tenant.owner, &slow, &[]).await;
        }
        endpoint(&app, &tenant.owner, &quick, &["message.created"]).await;
        app.start_workers(&Handle::current());
        let visitor = tenant.visitor(&app).await;
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        for n in 0..20 {
            let sent = Instant::now();
            app.receive(visitor, &n.to_string(), "Hello?").await.unwrap();
            quick.wait_for(n + 1).await;
            assert!(sent.elapsed() < Duration::from_secs(3), "{:?}", sent.elapsed());
        }
        assert!(!slow.received().is_empty());
        app.stop.cancel();
    }

    /// More dead endpoints than there are workers, all of them due at once: they get half of the workers, and who lives hears
    /// at once. Without that share they would hold every worker for as long as they are waited for.
    async fn hundreds_of_dead_endpoints_delay_no_other(db: TestDb) {
        let app = TestApp::new(db).await;
        let (theirs, ours) = (app.tenant("Theirs").await, app.tenant("Ours").await);
        let (dead, quick) = (Receiver::answering(Reply::status(200).after(Duration::from_mins(1))).await, Receiver::start().await);
        // As many as may be made, and copies of them.
        let (first, _) = endpoint(&app, &theirs.owner, &dead, &["message.created"]).await;
        multiply(&app, theirs.workspace, first, 300).await;
        endpoint(&app, &ours.owner, &quick, &["message.created"]).await;
        let stranger = theirs.visitor(&app).await;
        app.receive(stranger, "1", "Hello?").await.unwrap();
        let visitor = ours.visitor(&app).await;
        app.claim(&ours.maya, visitor.conversation, false).await.unwrap();
        app.start_workers(&Handle::current());
        dead.wait_for(100).await;
        for n in 0..5 {
            let sent = Instant::now();
            app.receive(visitor, &n.to_string(), "Hello?").await.unwrap();
            quick.wait_for(n + 1).await;
            assert!(sent.elapsed() < Duration::from_secs(4), "{:?}", sent.elapsed());
        }
        app.stop.cancel();
    }

    /// A process that took the lane and died before it wrote anything down: another one sends all of it, none is missed.
    async fn a_dead_worker_s_lane_is_taken_over(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, crm) = (app.tenant("Ours").await, Receiver::start().await);
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["message.created"]).await;
        let visitor = tenant.visitor(&app).await;
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        let (now, lease) = (app.clock.now(), app.ids.next());
        let taken = app.db.write(async move |conn| {
            baton_store::webhooks::lane::claim(conn, &[id.uuid()], lease, (now, now.plus_ms(75_000))).await
        });
        assert_eq!(taken.await.unwrap(), [id.uuid()]);
        for n in 0..60 {
            app.receive(visitor, &n.to_string(), "Hello?").await.unwrap();
        }
        let other = app.another(7, Made::default()).await;
        assert_eq!(other.drain_webhooks().await.unwrap(), 0, "the process may still live");
        app.clock.advance_ms(75_000);
        assert_eq!(other.drain_webhooks().await.unwrap(), 60);
        let ids: BTreeSet<_> = crm.received().iter().map(|told| told.header("webhook-id").to_owned()).collect();
        assert_eq!(ids.len(), 60);
        assert!(log(&app, &tenant.owner, id).await.iter().all(|told| told.status == DeliveryStatus::Delivered));
    }

    /// Two processes at once: each event is sent once.
    async fn two_processes_share_the_lanes(db: TestDb) {
        let app = TestApp::new(db).await;
        let other = app.another(7, Made::default()).await;
        let tenant = app.tenant("Ours").await;
        let mut receivers = Vec::new();
        for _ in 0..8 {
            let receiver = Receiver::start().await;
            endpoint(&app, &tenant.owner, &receiver, &["message.created"]).await;
            receivers.push(receiver);
        }
        app.start_workers(&Handle::current());
        other.start_workers(&Handle::current());
        let visitor = tenant.visitor(&app).await;
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        for n in 0..40 {
            app.receive(visitor, &n.to_string(), "Hello?").await.unwrap();
        }
        for receiver in &receivers {
            receiver.wait_for(40).await;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        for receiver in &receivers {
            assert_eq!(receiver.received().len(), 40);
        }
        app.stop.cancel();
        other.stop.cancel();
    }

    /// An endpoint that fails is asked one thing at a time, ever more seldom, and hears all once it is back.
    async fn a_doubtful_endpoint_is_probed(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let crm = Receiver::answering(Reply::status(500)).await;
        let (id, _) = endpoint(&app, &tenant.owner, &crm, &["message.created"]).await;
        let visitor = tenant.visitor(&app).await;
        app.claim(&tenant.maya, visitor.conversation, false).await.unwrap();
        for n in 0..200 {
            app.receive(visitor, &n.to_string(), "Hello?").await.unwrap();
        }
        for _ in 0..30 {
            app.drain_jobs().await.unwrap();
            app.clock.advance_ms(10_000);
        }
        let tried = crm.received().len();
        assert!((8..25).contains(&tried), "{tried} requests in five minutes");
        crm.always(Reply::status(200));
        app.clock.advance_ms(3_600_000);
        app.drain_jobs().await.unwrap();
        let all = crm.received();
        let ids: BTreeSet<_> = all.iter().map(|told| told.header("webhook-id")).collect();
        assert_eq!(ids.len(), 200);
        assert_eq!(app.endpoint(&tenant.owner, id).await.unwrap().1, 0);
    }
}
