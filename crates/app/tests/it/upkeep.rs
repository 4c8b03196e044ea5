//! What goes on by itself: leases and sweeps.

use baton_core::{id::WorkspaceId, message::MessageRole, trace::Outcome};
use baton_db::{DbError, sql};
use baton_store::{jobs, messages, messages::Part, turns};
use baton_testkit::{TestApp, TestDb, both_databases};

async fn answers(
    app: &TestApp,
    workspace: WorkspaceId,
    id: baton_core::id::ConversationId,
) -> usize {
    let said = app
        .db
        .read(async move |conn| messages::list(conn, workspace, id, Part::After(0), 100).await)
        .await
        .unwrap();
    said.iter()
        .filter(|m| m.role == MessageRole::Assistant)
        .count()
}

both_databases! {
    /// A process leased the job, began the turn and died: another one answers once the leases ran out, within 20 seconds.
    async fn a_dead_process_s_turn_is_taken_up(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let (workspace, id) = (tenant.workspace, visitor.conversation);
        app.receive(visitor, "v1", "do you sell boots?").await.unwrap();
        let kind = app.job_kinds().into_iter().find(|kind| kind.name == "assistant.turn").unwrap();
        let (now, lease, turn) = (app.clock.now(), app.ids.next(), app.ids.next());
        let until = now.plus_ms(kind.lease_ms);
        let begun = app
            .db
            .write(async move |conn| {
                let leased = jobs::lease(conn, "assistant.turn", lease, (now, until), 1).await?;
                let times = (now, now.plus_ms(baton_app::assistant::turn::LEASE_MS));
                let begun = turns::begin(conn, workspace, (turn, id), (0, 1), times).await?;
                Ok::<_, DbError>(leased.len() == 1 && begun)
            })
            .await
            .unwrap();
        assert!(begun);
        app.clock.advance_ms(14_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(answers(&app, workspace, id).await, 0, "the process may still live");
        app.clock.advance_ms(6_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(answers(&app, workspace, id).await, 1);
        let left: String = app
            .db
            .read(async move |conn| conn.fetch_one(sql!("SELECT status FROM turns WHERE workspace_id = {} AND id = {}", workspace.uuid(), baton_core::id::TurnId::uuid(turn))).await)
            .await
            .unwrap();
        assert_eq!(left, Outcome::Failed.as_str());
    }

    /// Whoever says in time that they live keeps the turn, for as long as it takes.
    async fn a_turn_that_is_kept_is_not_taken_up(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let (workspace, id) = (tenant.workspace, visitor.conversation);
        app.receive(visitor, "v1", "do you sell boots?").await.unwrap();
        let (now, turn) = (app.clock.now(), app.ids.next());
        app.db
            .write(async move |conn| turns::begin(conn, workspace, (turn, id), (0, 1), (now, now.plus_ms(15_000))).await)
            .await
            .unwrap();
        for _ in 0..5 {
            app.clock.advance_ms(14_000);
            let until = app.clock.now().plus_ms(15_000);
            let kept = app.db.write(async move |conn| turns::keep(conn, workspace, turn, until).await).await.unwrap();
            assert!(kept);
            app.answer_conversation(workspace, id).await.unwrap();
        }
        assert_eq!(answers(&app, workspace, id).await, 0);
        app.claim(&tenant.maya, id, false).await.unwrap();
        let kept = app.db.write(async move |conn| turns::keep(conn, workspace, turn, now).await).await.unwrap();
        assert!(!kept, "a turn that was ended cannot be kept");
    }

    async fn a_lease_is_renewed_by_its_holder_alone(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        app.receive(tenant.visitor(&app).await, "v1", "do you sell boots?").await.unwrap();
        let (now, first, second) = (app.clock.now(), app.ids.next(), app.ids.next());
        let renewed = app
            .db
            .write(async move |conn| {
                let until = |s: i64| now.plus_ms(s * 1_000);
                let kind = "assistant.turn";
                let job = jobs::lease(conn, kind, first, (now, until(15)), 1).await?.remove(0);
                let kept = jobs::renew(conn, &job, until(25)).await?;
                let none = jobs::lease(conn, kind, second, (until(20), until(35)), 1).await?.is_empty();
                let taken = jobs::lease(conn, kind, second, (until(26), until(41)), 1).await?.len();
                let lost = jobs::renew(conn, &job, until(60)).await?;
                Ok::<_, DbError>((kept, none, taken, lost))
            })
            .await
            .unwrap();
        assert_eq!(renewed, (true, true, 1, false));
    }

    async fn what_ran_out_is_swept_every_hour(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let user = tenant.maya.person.id;
        for (n, expires) in [(1_i64, 0_i64), (2, 30 * 60_000), (3, 90 * 60_000)] {
            let (workspace, now, id) = (tenant.workspace, app.clock.now(), app.ids.next());
            app.db
                .write(async move |conn| {
                    let hash = [u8::try_from(n).unwrap(); 32];
                    let session = baton_store::sessions::NewSession { id, token_hash: &hash, user, workspace, expires_at: now.plus_ms(expires), device: None, address: None };
                    baton_store::sessions::insert(conn, session, now).await
                })
                .await
                .unwrap();
        }
        let left = async || -> i64 {
            app.db.read(async |conn| conn.fetch_one(sql!("SELECT count(*) FROM sessions")).await).await.unwrap()
        };
        let kinds = app.job_kinds();
        let kind = kinds.iter().find(|kind| kind.name == "sweep").unwrap();
        let sweep = async || app.queue.drain(kind).await.unwrap();
        // Each process that starts asks for it; one waits.
        app.recover().await.unwrap();
        app.recover().await.unwrap();
        assert_eq!(sweep().await, 1);
        assert_eq!(left().await, 2);
        app.clock.advance_ms(59 * 60_000);
        assert_eq!(sweep().await, 0);
        app.clock.advance_ms(60_000);
        assert_eq!(sweep().await, 1);
        assert_eq!(left().await, 1);
        app.clock.advance_ms(60 * 60_000);
        sweep().await;
        assert_eq!(left().await, 0);
    }
}
