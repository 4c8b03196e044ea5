use super::{audit, refused};
use baton_app::{App, AppError, Caller};
use baton_core::{id::WorkspaceId, role::Role, team::member::OFFER_MS};
use baton_testkit::{TestApp, TestDb, both_databases};

async fn owners(app: &App, who: &Caller) -> Vec<String> {
    let members = app.members(who).await.unwrap().into_iter();
    members
        .filter(|member| member.role == Role::Owner)
        .map(|member| member.name)
        .collect()
}

async fn acts(app: &App, workspace: WorkspaceId) -> Vec<String> {
    audit(app, workspace).await
}

both_databases! {
    async fn a_workspace_passes_on_in_two_steps(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let offer = app.offer_workspace(&ours.owner, ours.maya.person.id).await.unwrap();
        assert_eq!((offer.to, &*offer.from_name), (ours.maya.person.id, "Olga"));
        assert_eq!(owners(&app, &ours.owner).await, ["Olga"], "nothing changes until it is accepted");
        assert!(app.workspace_offer(&ours.maya).await.unwrap().is_some());
        assert!(app.workspace_offer(&ours.tomas).await.unwrap().is_none(), "none of his business");
        assert!(matches!(refused(app.accept_workspace(&ours.tomas).await), AppError::NotFound));
        app.accept_workspace(&ours.maya).await.unwrap();
        assert_eq!(owners(&app, &ours.owner).await, ["Maya"]);
        let olga = app.members(&ours.maya).await.unwrap().into_iter().find(|m| m.name == "Olga").unwrap();
        assert_eq!(olga.role, Role::Admin);
        assert!(matches!(refused(app.accept_workspace(&ours.maya).await), AppError::NotFound), "used");
        assert_eq!(acts(&app, ours.workspace).await, ["Maya workspace.accept accepted", "Olga workspace.offer accepted"]);
    }

    async fn an_offer_is_taken_back_turned_down_or_runs_out(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let maya = ours.maya.person.id;
        for who in [&ours.owner, &ours.maya] {
            app.offer_workspace(&ours.owner, maya).await.unwrap();
            assert!(matches!(refused(app.decline_workspace(&ours.tomas).await), AppError::NotFound));
            app.decline_workspace(who).await.unwrap();
            assert!(matches!(refused(app.accept_workspace(&ours.maya).await), AppError::NotFound));
        }
        app.offer_workspace(&ours.owner, maya).await.unwrap();
        app.clock.advance_ms(OFFER_MS);
        assert!(matches!(refused(app.accept_workspace(&ours.maya).await), AppError::NotFound));
        app.offer_workspace(&ours.owner, maya).await.unwrap();
        app.offer_workspace(&ours.owner, ours.tomas.person.id).await.unwrap();
        assert!(matches!(refused(app.accept_workspace(&ours.maya).await), AppError::NotFound), "made to Tomás since");
        assert_eq!(owners(&app, &ours.owner).await, ["Olga"]);
    }

    async fn only_the_owner_offers_and_only_to_who_takes_part(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        crate::members::set_role(&app, &ours.tomas, Role::Admin).await;
        let admin = Caller { role: Role::Admin, ..ours.tomas.clone() };
        for who in [&admin, &ours.maya, &ours.viewer] {
            let error = refused(app.offer_workspace(who, ours.maya.person.id).await);
            assert!(matches!(error, AppError::Forbidden), "{error}");
        }
        let error = refused(app.offer_workspace(&ours.owner, theirs.maya.person.id).await);
        assert!(matches!(error, AppError::NotFound), "{error}");
        let error = refused(app.offer_workspace(&ours.owner, ours.owner.person.id).await);
        assert!(matches!(error, AppError::Conflict(_)), "{error}");
        app.offer_workspace(&ours.owner, ours.maya.person.id).await.unwrap();
        app.suspend_member(&ours.owner, ours.maya.person.id).await.unwrap();
        assert!(matches!(refused(app.accept_workspace(&ours.maya).await), AppError::NotFound), "void with the suspension");
        let error = refused(app.offer_workspace(&ours.owner, ours.maya.person.id).await);
        assert!(matches!(error, AppError::NotFound), "{error}");
        assert_eq!(owners(&app, &ours.owner).await, ["Olga"]);
        let log = acts(&app, ours.workspace).await;
        assert_eq!(log.iter().filter(|line| line.ends_with("workspace.offer refused")).count(), 4, "{log:?}");
    }

    async fn of_two_who_accept_at_once_there_is_one_owner(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        app.offer_workspace(&ours.owner, ours.maya.person.id).await.unwrap();
        let (one, two) = tokio::join!(app.accept_workspace(&ours.maya), app.accept_workspace(&ours.maya));
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        assert_eq!(owners(&app, &ours.owner).await, ["Maya"]);
    }
}
