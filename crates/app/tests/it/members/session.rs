use super::{refused, remove, set_role, settle, sign_in};
use baton_app::{App, AppError, members::session::SESSION_MS};
use baton_core::{id::SessionId, role::Role};
use baton_db::sql;
use baton_testkit::{TestApp, TestDb, both_databases};

async fn last_seen(app: &App, id: SessionId) -> i64 {
    app.db
        .read(async move |conn| {
            conn.fetch_one(sql!(
                "SELECT last_seen_at FROM sessions WHERE id = {}",
                id.uuid()
            ))
            .await
        })
        .await
        .unwrap()
}

both_databases! {
    async fn the_role_is_the_one_of_right_now(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let token = app.open_session(ours.maya.person.id, ours.workspace, None).await.unwrap();
        assert_eq!(app.session(&token).await.unwrap().caller.role, Role::Editor);
        set_role(&app, &ours.maya, Role::Viewer).await;
        assert_eq!(app.session(&token).await.unwrap().caller.role, Role::Viewer);
        remove(&app, &ours.maya).await;
        assert!(matches!(refused(app.session(&token).await), AppError::Unauthorized));
    }

    async fn a_session_lasts_while_it_is_used(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let token = app.open_session(ours.maya.person.id, ours.workspace, None).await.unwrap();
        for _ in 0..3 {
            app.clock.advance_ms(SESSION_MS - 1);
            app.session(&token).await.unwrap();
            settle(&app).await;
        }
        app.clock.advance_ms(SESSION_MS);
        assert!(matches!(refused(app.session(&token).await), AppError::Unauthorized));
    }

    async fn that_it_was_seen_is_written_once_a_minute(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let token = app.open_session(ours.maya.person.id, ours.workspace, None).await.unwrap();
        let id = app.session(&token).await.unwrap().session;
        let start = last_seen(&app, id).await;
        for (after, noted) in [(59_999, 0), (1, 60_000), (59_999, 60_000), (1, 120_000)] {
            app.clock.advance_ms(after);
            app.session(&token).await.unwrap();
            settle(&app).await;
            assert_eq!(last_seen(&app, id).await - start, noted);
        }
    }

    async fn sign_out_ends_this_session_alone(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let other = sign_in(&app, &ours.maya).await;
        let token = app.open_session(ours.maya.person.id, ours.workspace, None).await.unwrap();
        app.sign_out(&token).await.unwrap();
        app.sign_out(&token).await.unwrap();
        assert!(matches!(refused(app.session(&token).await), AppError::Unauthorized));
        assert!(last_seen(&app, other.session).await > 0);
        assert!(matches!(refused(app.session("").await), AppError::Unauthorized));
    }

    async fn the_database_holds_no_token(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let token = app.open_session(ours.maya.person.id, ours.workspace, None).await.unwrap();
        let kept: Vec<u8> = app
            .db
            .read(async |conn| conn.fetch_one(sql!("SELECT token_hash FROM sessions")).await)
            .await
            .unwrap();
        assert_eq!(kept.len(), 32);
        assert_ne!(kept, token.as_bytes());
    }
}
