use super::{audit, refused, remove, set_role, settle};
use baton_app::{App, AppError, Caller};
use baton_core::role::{Permission, Role};
use baton_testkit::{TestApp, TestDb, both_databases};

async fn admin(app: &App, mut who: Caller) -> Caller {
    set_role(app, &who, Role::Admin).await;
    who.role = Role::Admin;
    who
}

both_databases! {
    async fn a_token_may_what_its_role_allows_and_no_more_than_its_maker(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let maya = admin(&app, ours.maya.clone()).await;
        let viewing = app.create_api_token(&maya, "Reports", Role::Viewer).await.unwrap();
        let acting = app.create_api_token(&maya, "Bridge", Role::Admin).await.unwrap();
        let reports = app.api_token(&viewing.secret).await.unwrap();
        assert_eq!((reports.caller.workspace, reports.caller.role), (ours.workspace, Role::Viewer));
        assert_eq!(reports.caller.person.id, maya.person.id);
        assert!(!reports.caller.can(Permission::ConversationReply));
        set_role(&app, &maya, Role::Editor).await;
        assert_eq!(app.api_token(&acting.secret).await.unwrap().caller.role, Role::Editor);
        assert_eq!(app.api_token(&viewing.secret).await.unwrap().caller.role, Role::Viewer);
        remove(&app, &maya).await;
        assert!(matches!(refused(app.api_token(&acting.secret).await), AppError::Unauthorized));
    }

    async fn nobody_makes_a_token_above_themselves(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let maya = admin(&app, ours.maya.clone()).await;
        let error = refused(app.create_api_token(&maya, "Bridge", Role::Owner).await);
        assert!(matches!(error, AppError::Invalid(_)), "{error}");
        app.create_api_token(&ours.owner, "Bridge", Role::Owner).await.unwrap();
    }

    async fn a_revoked_token_is_worth_nothing(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let made = app.create_api_token(&ours.owner, "Bridge", Role::Editor).await.unwrap();
        let error = refused(app.revoke_api_token(&theirs.owner, made.token.id).await);
        assert!(matches!(error, AppError::NotFound), "{error}");
        assert!(app.api_tokens(&theirs.owner).await.unwrap().is_empty());
        app.revoke_api_token(&ours.owner, made.token.id).await.unwrap();
        assert!(matches!(refused(app.api_token(&made.secret).await), AppError::Unauthorized));
        assert!(matches!(refused(app.revoke_api_token(&ours.owner, made.token.id).await), AppError::NotFound));
        assert_eq!(audit(&app, ours.workspace).await, ["Olga api_token.create accepted", "Olga api_token.revoke accepted"]);
        assert!(audit(&app, theirs.workspace).await.is_empty());
    }

    async fn who_may_not_is_refused_and_written_down(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let made = app.create_api_token(&ours.owner, "Bridge", Role::Editor).await.unwrap();
        for who in [&ours.viewer, &ours.maya] {
            assert!(matches!(refused(app.create_api_token(who, "x", Role::Viewer).await), AppError::Forbidden));
            assert!(matches!(refused(app.api_tokens(who).await), AppError::Forbidden));
            assert!(matches!(refused(app.revoke_api_token(who, made.token.id).await), AppError::Forbidden));
        }
        app.api_token(&made.secret).await.unwrap();
        assert_eq!(audit(&app, ours.workspace).await, [
            "Maya api_token.create refused",
            "Maya api_token.list refused",
            "Maya api_token.revoke refused",
            "Olga api_token.create accepted",
            "Vera api_token.create refused",
            "Vera api_token.list refused",
            "Vera api_token.revoke refused",
        ]);
    }

    async fn the_list_tells_tokens_apart_and_when_they_were_used(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let first = app.create_api_token(&ours.owner, "First", Role::Viewer).await.unwrap();
        app.clock.advance_ms(1);
        let second = app.create_api_token(&ours.owner, "Second", Role::Viewer).await.unwrap();
        app.clock.advance_ms(30_000);
        let used = app.clock.now();
        app.api_token(&first.secret).await.unwrap();
        settle(&app).await;
        app.clock.advance_ms(59_999);
        app.api_token(&first.secret).await.unwrap();
        settle(&app).await;
        let list = app.api_tokens(&ours.owner).await.unwrap();
        assert_eq!(list.iter().map(|t| &*t.name).collect::<Vec<_>>(), ["Second", "First"]);
        assert_eq!((list[0].last_used_at, list[1].last_used_at), (None, Some(used)));
        assert!(second.secret.starts_with(&list[0].prefix));
        assert_eq!(list[0].prefix.len(), 12);
    }

    async fn what_is_no_token_is_refused(db: TestDb) {
        let app = TestApp::new(db).await;
        for text in ["", "btn_", "btn_0123", &format!("btn_{}", "f".repeat(46))] {
            assert!(matches!(refused(app.api_token(text).await), AppError::Unauthorized), "{text}");
        }
    }
}
