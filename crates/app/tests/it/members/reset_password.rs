use super::{audit, refused};
use baton_app::{
    AppError,
    members::{add::NewMember, password::Password, sign_in::SignIn},
};
use baton_core::role::Role;
use baton_db::sql;
use baton_testkit::{TestApp, TestDb, app::Made, both_databases, smtp::SmtpServer};
use std::net::{IpAddr, Ipv4Addr};

const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
const OLD: &str = "correct horse battery";
const NEW: &str = "another long secret";

/// An application with Ada in it, whose mail goes to a server.
async fn with_ada(db: TestDb, smtp: &SmtpServer) -> (TestApp, baton_testkit::fixtures::Tenant) {
    let made = Made {
        mailer: smtp.mailer(),
        ..Made::default()
    };
    let app = TestApp::made(db, made).await;
    let ours = app.tenant("Ours").await;
    let ada = NewMember {
        email: "ada@example.com".to_owned(),
        name: "Ada".to_owned(),
        password: OLD.to_owned(),
        role: Role::Editor,
    };
    app.add_member(ours.workspace, ada).await.unwrap();
    (app, ours)
}

fn sign_in(password: &str) -> SignIn {
    SignIn {
        email: "ada@example.com".to_owned(),
        password: Password::given(password.to_owned()),
        from: HOME,
        agent: None,
        previous: None,
    }
}

/// What stands behind the # of the newest link.
fn token(smtp: &SmtpServer) -> String {
    let mail = smtp.mails().pop().expect("a mail");
    let text = mail.part("text").to_owned();
    let link = text.lines().find(|line| line.starts_with("http")).unwrap();
    let token = link.strip_prefix("http://127.0.0.1:8080/app/reset#");
    token.expect("a link below the public address").to_owned()
}

both_databases! {
    async fn a_link_sets_another_password_once_and_ends_every_session(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, ours) = with_ada(db, &smtp).await;
        let session = app.sign_in(sign_in(OLD)).await.unwrap();
        app.request_password_reset(" Ada@Example.com ", HOME).await.unwrap();
        app.drain_jobs().await.unwrap();
        let link = token(&smtp);
        // Nothing that is kept lets anybody in.
        let kept: Vec<String> = app.db.read(async |conn| conn.fetch_all(sql!("SELECT payload FROM jobs")).await).await.unwrap();
        assert!(!kept.iter().any(|payload| payload.contains(&link)));
        let error = refused(app.redeem_password_reset(&link, "short").await);
        assert!(matches!(error, AppError::Invalid(fields) if fields.contains_key("password")));
        app.redeem_password_reset(&link, NEW).await.unwrap();
        assert!(matches!(refused(app.session(&session).await), AppError::Unauthorized));
        assert!(matches!(refused(app.sign_in(sign_in(OLD)).await), AppError::InvalidCredentials));
        app.sign_in(sign_in(NEW)).await.unwrap();
        let error = refused(app.redeem_password_reset(&link, OLD).await);
        assert!(matches!(error, AppError::Invalid(fields) if fields.contains_key("token")));
        assert_eq!(audit(&app, ours.workspace).await, [" member.add accepted", "Ada password.reset accepted"]);
    }

    async fn a_link_runs_out_after_an_hour_and_with_the_use_of_another(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, _) = with_ada(db, &smtp).await;
        app.request_password_reset("ada@example.com", HOME).await.unwrap();
        app.drain_jobs().await.unwrap();
        let first = token(&smtp);
        app.clock.advance_ms(59 * 60_000);
        app.request_password_reset("ada@example.com", HOME).await.unwrap();
        app.drain_jobs().await.unwrap();
        let second = token(&smtp);
        app.clock.advance_ms(60_000);
        assert!(app.redeem_password_reset(&first, NEW).await.is_err());
        app.request_password_reset("ada@example.com", HOME).await.unwrap();
        app.drain_jobs().await.unwrap();
        let third = token(&smtp);
        app.redeem_password_reset(&second, NEW).await.unwrap();
        assert!(app.redeem_password_reset(&third, OLD).await.is_err());
    }

    async fn an_unknown_address_is_answered_alike_and_gets_nothing(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, _) = with_ada(db, &smtp).await;
        app.request_password_reset("nobody@example.com", HOME).await.unwrap();
        app.drain_jobs().await.unwrap();
        assert!(smtp.mails().is_empty());
        // However often it is asked for, three mails are enough for an hour; and who asks too often is told to wait.
        let mut refusals = 0;
        for n in 0..12_u8 {
            let from = IpAddr::V4(Ipv4Addr::new(198, 51, 100 + n % 2, 1));
            refusals += usize::from(app.request_password_reset("ada@example.com", from).await.is_err());
            app.drain_jobs().await.unwrap();
        }
        assert_eq!(smtp.mails().len(), 3);
        assert_eq!(refusals, 2, "the sixth from each network");
    }

    /// A mail server that is away for a while: the link that comes at last works.
    async fn a_link_that_was_tried_again_works(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, _) = with_ada(db, &smtp).await;
        smtp.behave("lose");
        app.request_password_reset("ada@example.com", HOME).await.unwrap();
        app.drain_jobs().await.unwrap();
        let first = token(&smtp);
        smtp.behave("accept");
        app.clock.advance_ms(60_000);
        app.drain_jobs().await.unwrap();
        assert_eq!(smtp.mails().len(), 2);
        assert_ne!(token(&smtp), first);
        app.redeem_password_reset(&first, NEW).await.unwrap();
        assert!(app.redeem_password_reset(&token(&smtp), OLD).await.is_err());
    }
}
