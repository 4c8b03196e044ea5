use super::{HOME, PASSWORD, attempt, audit, founded, refused, remove};
use baton_app::{
    App, AppError, Caller,
    mail::MAIL_JOB,
    members::{
        add::NewMember,
        invitations::{Sent, join::Joining},
        session::Device,
    },
};
use baton_core::{role::Role, team::member::OFFER_MS};
use baton_db::sql;
use baton_testkit::{TestApp, TestDb, both_databases};

fn token(sent: &Sent) -> String {
    sent.link.rsplit('/').next().unwrap().to_owned()
}

fn joining(sent: &Sent) -> Joining {
    Joining {
        token: token(sent),
        name: Some("Nina".to_owned()),
        password: PASSWORD.to_owned(),
        device: Device::default(),
        previous: None,
    }
}

async fn invited(app: &App, by: &Caller, email: &str) -> Sent {
    app.invite(by, email, Role::Editor).await.unwrap()
}

async fn opens_nothing(app: &App, sent: &Sent) {
    let error = refused(app.look_at_invitation(&token(sent)).await);
    assert!(matches!(error, AppError::NotFound), "{error}");
    let error = refused(app.join(joining(sent)).await);
    assert!(matches!(error, AppError::NotFound), "{error}");
}

both_databases! {
    /// R091: invited is not accepted, until they come.
    async fn who_is_invited_comes_in_once(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let sent = invited(&app, &ours.owner, " Nina@Example.com ").await;
        assert!(sent.link.starts_with(&format!("{}/app/invitation/", app.public_origin)), "{}", sent.link);
        let list = app.invitations(&ours.owner).await.unwrap();
        assert_eq!(list.iter().map(|i| (&*i.email, i.role)).collect::<Vec<_>>(), [("nina@example.com", Role::Editor)]);
        assert_eq!(app.members(&ours.owner).await.unwrap().len(), 4, "no member yet");
        let mails: Vec<String> = app
            .db
            .read(async |conn| conn.fetch_all(sql!("SELECT payload FROM jobs WHERE kind = {}", MAIL_JOB)).await)
            .await
            .unwrap();
        assert!(mails.len() == 1 && mails[0].contains("nina@example.com") && mails[0].contains(&sent.link), "{mails:?}");
        assert!(!sent.is_mailed, "no server is configured");
        let held = app.look_at_invitation(&token(&sent)).await.unwrap();
        assert_eq!((&*held.workspace_name, held.invited_by.as_deref()), ("Ours", Some("Olga")));

        app.clock.advance_ms(5);
        let session = app.join(joining(&sent)).await.unwrap();
        let nina = app.session(&session).await.unwrap().caller;
        assert_eq!((nina.workspace, nina.role, &*nina.person.name), (ours.workspace, Role::Editor, "Nina"));
        let member = app.members(&nina).await.unwrap().pop().unwrap();
        assert_eq!((member.id, member.accepted_at), (nina.person.id, Some(app.clock.now())));
        app.sign_in(attempt("nina@example.com", PASSWORD, HOME)).await.unwrap();
        opens_nothing(&app, &sent).await;
        assert!(app.invitations(&ours.owner).await.unwrap().is_empty());
        assert_eq!(audit(&app, ours.workspace).await, ["Nina invitation.accept accepted", "Olga member.invite accepted"]);
    }

    async fn of_two_at_once_one_comes_in(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let sent = invited(&app, &ours.owner, "nina@example.com").await;
        let (one, two) = tokio::join!(app.join(joining(&sent)), app.join(joining(&sent)));
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        assert_eq!(app.members(&ours.owner).await.unwrap().len(), 5);
    }

    async fn an_invitation_runs_out_and_is_made_anew(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let sent = invited(&app, &ours.owner, "nina@example.com").await;
        app.clock.advance_ms(OFFER_MS - 1);
        app.look_at_invitation(&token(&sent)).await.unwrap();
        app.clock.advance_ms(1);
        assert!(matches!(refused(app.look_at_invitation(&token(&sent)).await), AppError::Conflict(_)));
        assert!(matches!(refused(app.join(joining(&sent)).await), AppError::Conflict(_)));
        let again = app.resend_invitation(&ours.owner, sent.invitation.id).await.unwrap();
        opens_nothing(&app, &sent).await;
        app.join(joining(&again)).await.unwrap();
    }

    async fn a_later_invitation_and_a_withdrawal_void_the_link(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        let first = invited(&app, &ours.owner, "nina@example.com").await;
        let second = invited(&app, &ours.owner, "nina@example.com").await;
        opens_nothing(&app, &first).await;
        let id = second.invitation.id;
        assert!(matches!(refused(app.withdraw_invitation(&theirs.owner, id).await), AppError::NotFound));
        assert!(matches!(refused(app.resend_invitation(&theirs.owner, id).await), AppError::NotFound));
        app.look_at_invitation(&token(&second)).await.unwrap();
        app.withdraw_invitation(&ours.owner, id).await.unwrap();
        opens_nothing(&app, &second).await;
        assert!(matches!(refused(app.withdraw_invitation(&ours.owner, id).await), AppError::NotFound));
    }

    async fn what_is_typed_wrong_is_told_by_field_and_uses_nothing_up(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let wrong = |error| match error {
            AppError::Invalid(fields) => fields.into_keys().collect::<Vec<_>>(),
            other => panic!("{other}"),
        };
        assert_eq!(wrong(refused(app.invite(&ours.owner, "nina", Role::Editor).await)), ["email"]);
        assert_eq!(wrong(refused(app.invite(&ours.owner, "nina@example.com", Role::Owner).await)), ["role"]);
        let sent = invited(&app, &ours.owner, "nina@example.com").await;
        let blank = Joining { name: Some(" ".to_owned()), password: "short".to_owned(), ..joining(&sent) };
        assert_eq!(wrong(refused(app.join(blank).await)), ["name", "password"]);
        app.join(joining(&sent)).await.unwrap();
    }

    /// Also who belongs to no workspace any more, and so could not sign in first.
    async fn who_has_an_account_joins_with_its_password(db: TestDb) {
        let app = TestApp::new(db).await;
        let made = founded(&app).await;
        let ours = app.tenant("Ours").await;
        let new = NewMember {
            email: "nina@example.com".to_owned(),
            name: "Nina".to_owned(),
            password: PASSWORD.to_owned(),
            role: Role::Viewer,
        };
        let nina = app.add_member(made.workspace, new).await.unwrap().user;
        let owner = app.session(&app.open_session(made.owner, made.workspace, None).await.unwrap()).await.unwrap().caller;
        app.remove_member(&owner, nina).await.unwrap();
        let sent = invited(&app, &ours.owner, "nina@example.com").await;
        let guess = Joining { name: None, password: "a guess of some length".to_owned(), ..joining(&sent) };
        for _ in 0..5 {
            let error = refused(app.join(guess.clone()).await);
            assert!(matches!(error, AppError::InvalidCredentials), "{error}");
        }
        assert!(matches!(refused(app.join(guess).await), AppError::RateLimited { .. }));
        app.clock.advance_ms(60_000);
        let session = app.join(Joining { name: None, ..joining(&sent) }).await.unwrap();
        let caller = app.session(&session).await.unwrap().caller;
        assert_eq!((caller.person.id, caller.workspace, caller.role), (nina, ours.workspace, Role::Editor));
        opens_nothing(&app, &sent).await;
    }

    async fn who_has_an_account_signs_in_and_accepts_with_the_same_address_only(db: TestDb) {
        let app = TestApp::new(db).await;
        let made = founded(&app).await;
        let ours = app.tenant("Ours").await;
        let olga = app.session(&app.open_session(made.owner, made.workspace, None).await.unwrap()).await.unwrap();
        let sent = invited(&app, &ours.owner, "olga@example.com").await;
        let error = refused(app.join(joining(&sent)).await);
        assert!(matches!(error, AppError::Conflict(_)), "{error}");
        let other = invited(&app, &ours.owner, "nina@example.com").await;
        let error = refused(app.accept_invitation(olga.clone(), &token(&other)).await);
        assert!(matches!(error, AppError::Conflict(_)), "{error}");
        let caller = app.accept_invitation(olga.clone(), &token(&sent)).await.unwrap();
        assert_eq!((caller.workspace, caller.role), (ours.workspace, Role::Editor));
        let error = refused(app.accept_invitation(olga, &token(&sent)).await);
        assert!(matches!(error, AppError::NotFound), "{error}");
        app.look_at_invitation(&token(&other)).await.unwrap();
    }

    /// Whether an address can sign in is told to nobody: the answer is the same. Only who is a member here is known here.
    async fn inviting_tells_nothing_of_an_address(db: TestDb) {
        let app = TestApp::new(db).await;
        founded(&app).await;
        let ours = app.tenant("Ours").await;
        for email in ["olga@example.com", "stranger@example.com"] {
            let sent = invited(&app, &ours.owner, email).await;
            let held = app.look_at_invitation(&token(&sent)).await.unwrap();
            assert_eq!((&*held.email, held.role), (email, Role::Editor));
        }
        let maya = format!("{}@example.com", ours.maya.person.id);
        let error = refused(app.invite(&ours.owner, &maya, Role::Admin).await);
        assert!(matches!(error, AppError::Conflict(_)), "{error}");
        app.suspend_member(&ours.owner, ours.maya.person.id).await.unwrap();
        let error = refused(app.invite(&ours.owner, &maya, Role::Admin).await);
        assert!(matches!(error, AppError::Conflict(_)), "{error}");
        remove(&app, &ours.maya).await;
        invited(&app, &ours.owner, &maya).await;
    }

    async fn who_joined_by_another_way_is_not_let_in_twice(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let sent = invited(&app, &ours.owner, "nina@example.com").await;
        let new = NewMember {
            email: "nina@example.com".to_owned(),
            name: "Nina".to_owned(),
            password: PASSWORD.to_owned(),
            role: Role::Viewer,
        };
        let nina = app.add_member(ours.workspace, new).await.unwrap().user;
        let signed_in = app.session(&app.open_session(nina, ours.workspace, None).await.unwrap()).await.unwrap();
        let error = refused(app.accept_invitation(signed_in, &token(&sent)).await);
        assert!(matches!(error, AppError::NotFound | AppError::Conflict(_)), "{error}");
        let nina = app.members(&ours.owner).await.unwrap().pop().unwrap();
        assert_eq!(nina.role, Role::Viewer, "not what the invitation said");
    }

    async fn who_may_not_invite_is_refused_and_written_down(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let sent = invited(&app, &ours.owner, "nina@example.com").await;
        for who in [&ours.maya, &ours.viewer] {
            assert!(matches!(refused(app.invite(who, "x@example.com", Role::Viewer).await), AppError::Forbidden));
            assert!(matches!(refused(app.invitations(who).await), AppError::Forbidden));
            assert!(matches!(refused(app.resend_invitation(who, sent.invitation.id).await), AppError::Forbidden));
            assert!(matches!(refused(app.withdraw_invitation(who, sent.invitation.id).await), AppError::Forbidden));
        }
        let log = audit(&app, ours.workspace).await;
        for act in ["member.invite", "invitation.list", "invitation.resend", "invitation.withdraw"] {
            assert!(log.contains(&format!("Maya {act} refused")) && log.contains(&format!("Vera {act} refused")), "{log:?}");
        }
    }
}
