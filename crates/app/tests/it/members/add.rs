use super::{HOME, PASSWORD, attempt, audit, founded, refused};
use baton_app::{AppError, members::add::NewMember};
use baton_core::role::Role;
use baton_testkit::{TestApp, TestDb, both_databases};

fn ben(role: Role) -> NewMember {
    NewMember {
        email: "Ben@example.com".to_owned(),
        name: "Ben".to_owned(),
        password: PASSWORD.to_owned(),
        role,
    }
}

both_databases! {
    async fn a_new_member_can_sign_in_at_once(db: TestDb) {
        let app = TestApp::new(db).await;
        let made = founded(&app).await;
        let added = app.add_member(made.workspace, ben(Role::Editor)).await.unwrap();
        assert!(added.is_new);
        let token = app.sign_in(attempt("ben@example.com", PASSWORD, HOME)).await.unwrap();
        let caller = app.session(&token).await.unwrap().caller;
        assert_eq!((caller.person.id, caller.role), (added.user, Role::Editor));
        let names: Vec<_> = app.members(&caller).await.unwrap().into_iter().map(|m| (m.name, m.role)).collect();
        assert_eq!(names, [("Olga".to_owned(), Role::Owner), ("Ben".to_owned(), Role::Editor)]);
        assert_eq!(audit(&app, made.workspace).await, [" member.add accepted", "Olga workspace.create accepted"]);
    }

    async fn who_can_sign_in_already_keeps_name_and_password(db: TestDb) {
        let app = TestApp::new(db).await;
        let made = founded(&app).await;
        let ours = app.tenant("Ours").await;
        let first = app.add_member(made.workspace, ben(Role::Editor)).await.unwrap();
        let other = NewMember { name: "Benjamin".to_owned(), password: "another password".to_owned(), ..ben(Role::Viewer) };
        let second = app.add_member(ours.workspace, other.clone()).await.unwrap();
        assert_eq!((second.user, second.is_new), (first.user, false));
        app.sign_in(attempt("ben@example.com", PASSWORD, HOME)).await.unwrap();
        let again = app.add_member(made.workspace, other).await.unwrap();
        assert!(!again.is_new);
        let token = app.open_session(first.user, made.workspace, None).await.unwrap();
        let caller = app.session(&token).await.unwrap().caller;
        assert_eq!((&*caller.person.name, caller.role), ("Ben", Role::Viewer));
    }

    async fn a_workspace_keeps_its_one_owner(db: TestDb) {
        let app = TestApp::new(db).await;
        let made = founded(&app).await;
        assert!(matches!(refused(app.add_member(made.workspace, ben(Role::Owner)).await), AppError::Invalid(_)));
        let owner = NewMember { email: "olga@example.com".to_owned(), ..ben(Role::Viewer) };
        assert!(matches!(refused(app.add_member(made.workspace, owner).await), AppError::Conflict(_)));
        let nowhere = app.ids.next();
        assert!(matches!(refused(app.add_member(nowhere, ben(Role::Viewer)).await), AppError::NotFound));
    }
}
