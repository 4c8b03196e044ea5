use super::{AWAY, HOME, PASSWORD, attempt, founded, refused, remove};
use baton_app::AppError;
use baton_testkit::{TestApp, TestDb, both_databases};

both_databases! {
    async fn address_and_password_open_a_session(db: TestDb) {
        let app = TestApp::new(db).await;
        let made = founded(&app).await;
        let token = app.sign_in(attempt(" Olga@Example.com ", PASSWORD, HOME)).await.unwrap();
        let caller = app.session(&token).await.unwrap().caller;
        assert_eq!((caller.person.id, caller.workspace), (made.owner, made.workspace));
    }

    async fn a_wrong_password_and_an_unknown_address_read_the_same(db: TestDb) {
        let app = TestApp::new(db).await;
        founded(&app).await;
        for (email, password) in [
            ("olga@example.com", "correct horse batteri"),
            ("nobody@example.com", PASSWORD),
            ("olga@example.com", ""),
        ] {
            let error = refused(app.sign_in(attempt(email, password, HOME)).await);
            assert!(matches!(error, AppError::InvalidCredentials), "{email}: {error}");
        }
        let error = refused(app.sign_in(attempt("olga", PASSWORD, HOME)).await);
        assert!(matches!(error, AppError::Invalid(_)), "{error}");
    }

    async fn guessing_slows_down_the_guesser_alone(db: TestDb) {
        let app = TestApp::new(db).await;
        founded(&app).await;
        for _ in 0..5 {
            refused(app.sign_in(attempt("olga@example.com", "a wrong password", AWAY)).await);
        }
        let error = refused(app.sign_in(attempt("olga@example.com", PASSWORD, AWAY)).await);
        assert!(matches!(error, AppError::RateLimited { retry_after_s: 1 }), "{error}");
        app.sign_in(attempt("olga@example.com", PASSWORD, HOME)).await.unwrap();
        app.clock.advance_ms(1_000);
        app.sign_in(attempt("olga@example.com", PASSWORD, AWAY)).await.unwrap();
    }

    async fn guesses_sent_at_once_do_not_slip_through_together(db: TestDb) {
        let app = TestApp::new(db).await;
        founded(&app).await;
        let guesses: [_; 12] = std::array::from_fn(|n| {
            app.sign_in(attempt("olga@example.com", &format!("a wrong password {n}"), AWAY))
        });
        let answers = futures_util::future::join_all(guesses).await;
        let tried = answers.into_iter().filter(|answer| matches!(answer, Err(AppError::InvalidCredentials)));
        // Five are free; one more may have passed the second look while the fifth was computed.
        assert!(tried.count() <= 6);
    }

    async fn a_browser_comes_back_to_the_workspace_it_looked_at(db: TestDb) {
        let app = TestApp::new(db).await;
        founded(&app).await;
        let token = app.sign_in(attempt("olga@example.com", PASSWORD, HOME)).await.unwrap();
        let signed_in = app.session(&token).await.unwrap();
        let second = app.create_workspace(signed_in, "Basislager").await.unwrap();
        let again = attempt("olga@example.com", PASSWORD, HOME);
        let next = app.sign_in(baton_app::members::sign_in::SignIn { previous: Some(token.clone()), ..again }).await;
        let next = next.unwrap();
        assert_ne!(next, token, "a new id at sign-in");
        assert_eq!(app.session(&next).await.unwrap().caller.workspace, second.workspace);
        assert!(matches!(refused(app.session(&token).await), AppError::Unauthorized), "the old one ended");
    }

    async fn who_belongs_to_no_workspace_cannot_come_in(db: TestDb) {
        let app = TestApp::new(db).await;
        founded(&app).await;
        let token = app.sign_in(attempt("olga@example.com", PASSWORD, HOME)).await.unwrap();
        let owner = app.session(&token).await.unwrap().caller;
        remove(&app, &owner).await;
        let error = refused(app.sign_in(attempt("olga@example.com", PASSWORD, HOME)).await);
        assert!(matches!(error, AppError::Forbidden), "{error}");
    }
}
