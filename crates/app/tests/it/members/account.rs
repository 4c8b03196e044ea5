use super::{AWAY, HOME, PASSWORD, attempt, audit, founded, refused};
use baton_app::{
    App, AppError,
    members::{account::change_password::NewPassword, password::Password, session::SignedIn},
};
use baton_testkit::{TestApp, TestDb, both_databases};

const EMAIL: &str = "olga@example.com";
const NEXT: &str = "battery staple correct";

fn change(current: &str, new: &str) -> NewPassword {
    NewPassword {
        current: Password::given(current.to_owned()),
        new: new.to_owned(),
        from: HOME.parse().unwrap(),
    }
}

async fn browser(app: &App) -> (String, SignedIn) {
    let mut attempt = attempt(EMAIL, PASSWORD, HOME);
    attempt.agent =
        Some("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned());
    let token = app.sign_in(attempt).await.unwrap();
    let signed_in = app.session(&token).await.unwrap();
    (token, signed_in)
}

both_databases! {
    async fn a_new_password_ends_the_other_sessions(db: TestDb) {
        let app = TestApp::new(db).await;
        let made = founded(&app).await;
        let ((here, me), (there, _)) = (browser(&app).await, browser(&app).await);
        app.change_password(me, change(PASSWORD, NEXT)).await.unwrap();
        app.session(&here).await.unwrap();
        assert!(matches!(refused(app.session(&there).await), AppError::Unauthorized));
        assert!(matches!(refused(app.sign_in(attempt(EMAIL, PASSWORD, AWAY)).await), AppError::InvalidCredentials));
        app.sign_in(attempt(EMAIL, NEXT, AWAY)).await.unwrap();
        assert!(audit(&app, made.workspace).await.contains(&"Olga account.change_password accepted".to_owned()));
    }

    async fn a_wrong_password_changes_nothing_and_is_counted_as_a_guess(db: TestDb) {
        let app = TestApp::new(db).await;
        founded(&app).await;
        let ((_, me), (there, _)) = (browser(&app).await, browser(&app).await);
        for _ in 0..5 {
            match refused(app.change_password(me.clone(), change("guess", NEXT)).await) {
                AppError::Invalid(fields) => assert_eq!(fields.into_keys().collect::<Vec<_>>(), ["current"]),
                other => panic!("{other}"),
            }
        }
        assert!(matches!(refused(app.change_password(me.clone(), change("guess", NEXT)).await), AppError::RateLimited { .. }));
        match refused(app.change_password(me, change(PASSWORD, "short")).await) {
            AppError::Invalid(fields) => assert_eq!(fields.into_keys().collect::<Vec<_>>(), ["new"]),
            other => panic!("{other}"),
        }
        app.session(&there).await.unwrap();
        app.sign_in(attempt(EMAIL, PASSWORD, AWAY)).await.unwrap();
    }

    async fn sessions_are_told_apart_and_ended_one_by_one(db: TestDb) {
        let app = TestApp::new(db).await;
        founded(&app).await;
        let ours = app.tenant("Ours").await;
        let stranger = crate::members::sign_in(&app, &ours.maya).await;
        let (_, me) = browser(&app).await;
        app.clock.advance_ms(1);
        let (there, other) = browser(&app).await;
        let seen = app.sessions(&me).await.unwrap();
        assert_eq!(seen.iter().map(|s| s.id).collect::<Vec<_>>(), [other.session, me.session]);
        assert_eq!((seen[0].device.as_deref(), seen[0].address.as_deref()), (Some("Firefox 140, Linux"), Some(HOME)));
        let error = refused(app.end_session(me.clone(), stranger.session).await);
        assert!(matches!(error, AppError::NotFound), "{error}");
        app.end_session(me.clone(), other.session).await.unwrap();
        assert!(matches!(refused(app.session(&there).await), AppError::Unauthorized));
        assert!(matches!(refused(app.end_session(me.clone(), other.session).await), AppError::NotFound));
        assert_eq!(app.sessions(&me).await.unwrap().len(), 1);
    }

    async fn a_new_name_is_what_teammates_read(db: TestDb) {
        let app = TestApp::new(db).await;
        founded(&app).await;
        let (token, me) = browser(&app).await;
        assert!(matches!(refused(app.rename_account(me.clone(), " ").await), AppError::Invalid(_)));
        let caller = app.rename_account(me, "Olga Berg").await.unwrap();
        assert_eq!(caller.person.name, "Olga Berg");
        assert_eq!(app.session(&token).await.unwrap().caller.person.name, "Olga Berg");
        assert_eq!(app.members(&caller).await.unwrap()[0].name, "Olga Berg");
    }
}
