use super::{audit, refused, sign_in};
use baton_app::AppError;
use baton_core::role::Role;
use baton_store::members;
use baton_testkit::{TestApp, TestDb, both_databases};

both_databases! {
    async fn a_session_looks_at_one_workspace_at_a_time(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let (user, now) = (ours.maya.person.id, app.clock.now());
        app.db
            .write(async move |conn| members::put(conn, theirs.workspace, user, Role::Viewer, now).await)
            .await
            .unwrap();
        let token = app.open_session(user, ours.workspace, None).await.unwrap();
        let switched = app.switch_workspace(app.session(&token).await.unwrap(), theirs.workspace).await.unwrap();
        assert_eq!((switched.workspace, switched.role), (theirs.workspace, Role::Viewer));
        let now = app.session(&token).await.unwrap().caller;
        assert_eq!((now.workspace, now.role), (theirs.workspace, Role::Viewer));
        app.switch_workspace(app.session(&token).await.unwrap(), ours.workspace).await.unwrap();
        assert_eq!(app.session(&token).await.unwrap().caller.role, Role::Editor);
    }

    async fn a_foreign_workspace_does_not_exist(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let maya = sign_in(&app, &ours.maya).await;
        for foreign in [theirs.workspace, app.ids.next()] {
            let error = refused(app.switch_workspace(maya.clone(), foreign).await);
            assert!(matches!(error, AppError::NotFound), "{error}");
        }
    }

    async fn a_new_workspace_is_owned_and_looked_at(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let token = app.open_session(ours.owner.person.id, ours.workspace, None).await.unwrap();
        let made = app.create_workspace(app.session(&token).await.unwrap(), " Second ").await.unwrap();
        assert_ne!(made.workspace, ours.workspace);
        let now = app.session(&token).await.unwrap().caller;
        assert_eq!((now.workspace, now.role), (made.workspace, Role::Owner));
        assert_eq!(audit(&app, made.workspace).await, ["Olga workspace.create accepted"]);
        assert_eq!(app.members(&now).await.unwrap().len(), 1);
        assert_eq!(app.members(&ours.owner).await.unwrap().len(), 4);
    }

    async fn guests_found_no_workspaces(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let maya = sign_in(&app, &ours.maya).await;
        let error = refused(app.create_workspace(maya, "Second").await);
        assert!(matches!(error, AppError::Forbidden), "{error}");
        assert_eq!(audit(&app, ours.workspace).await, ["Maya workspace.create refused"]);
    }
}
