use super::{audit, first_run, founded, refused, sign_in};
use baton_app::{AppError, Caller, members::setup::Setup};
use baton_core::{actor::Person, role::Role};
use baton_store::assistants;
use baton_testkit::{TestApp, TestDb, both_databases};

both_databases! {
    async fn the_first_run_happens_once(db: TestDb) {
        let app = TestApp::new(db).await;
        assert!(app.needs_setup().await.unwrap());
        let made = founded(&app).await;
        assert!(!app.needs_setup().await.unwrap());
        assert!(matches!(refused(app.setup(first_run()).await), AppError::SetupDone));

        let owner = Caller {
            workspace: made.workspace,
            role: Role::Owner,
            person: Person { id: made.owner, name: "Olga".to_owned() },
        };
        assert_eq!(sign_in(&app, &owner).await.caller.role, Role::Owner);
        let workspace = made.workspace;
        let kept = app.db.read(async move |conn| assistants::list(conn, workspace).await).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!((kept[0].assistant.id, &*kept[0].assistant.name), (made.assistant, "Scout"));
        assert!(kept[0].assistant.allowed_origins.is_empty(), "no page may embed it yet");
        assert_eq!(audit(&app, workspace).await, ["Olga workspace.create accepted"]);
    }

    async fn of_two_first_runs_at_once_one_wins(db: TestDb) {
        let app = TestApp::new(db).await;
        let other = Setup { email: "otto@example.com".to_owned(), ..first_run() };
        let (one, two) = tokio::join!(app.setup(first_run()), app.setup(other));
        let lost = match (one, two) {
            (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
            (one, two) => panic!("{one:?} and {two:?}"),
        };
        assert!(matches!(lost, AppError::SetupDone), "{lost}");
    }

    async fn every_field_is_checked_and_named(db: TestDb) {
        let app = TestApp::new(db).await;
        let empty = Setup {
            workspace: " ".to_owned(),
            name: String::new(),
            email: "olga".to_owned(),
            password: "short".to_owned(),
        };
        let AppError::Invalid(fields) = refused(app.setup(empty).await) else { panic!("not by field") };
        assert_eq!(fields.into_keys().collect::<Vec<_>>(), ["email", "name", "password", "workspace"]);
        assert!(app.needs_setup().await.unwrap());
    }
}
