//! Against a real SMTP server: what it takes, what it defers, refuses, loses, and what happens when it is gone.

use super::waiting;
use baton_app::{
    Visitor,
    conversations::note::NewNote,
    mail::{Content, Letter, Recipient},
    members::add::NewMember,
};
use baton_core::{
    alert::{AcknowledgedBy, AlertKind, AlertWishes},
    patch::Patch,
    role::Role,
    text::Email,
};
use baton_db::{Conn, sql};
use baton_outbound::mail::Undelivered;
use baton_store::{
    leads::alerts::{self, About},
    users,
};
use baton_testkit::{
    TestApp, TestDb,
    app::Made,
    both_databases,
    fixtures::Tenant,
    smtp::{Received, SmtpServer},
};

/// An application whose mail goes to a server, with a workspace in it and a lead in that.
async fn captured(db: TestDb, smtp: &SmtpServer) -> (TestApp, Tenant) {
    let made = Made {
        mailer: smtp.mailer(),
        ..Made::default()
    };
    let app = TestApp::made(db, made).await;
    let ours = app.tenant("Ölmühle & Söhne").await;
    let visitor = ours.visitor(&app).await;
    app.receive(visitor, "1", "Ich brauche ein Zelt für zwölf")
        .await
        .unwrap();
    seen_lead(&app, &ours, visitor, "danuta@example.com").await;
    (app, ours)
}

/// A lead that somebody has looked at: nobody is reminded by a mail of its own.
async fn seen_lead(app: &TestApp, ours: &Tenant, visitor: Visitor, email: &str) {
    let lead = ours.lead(app, visitor, email).await;
    let about = About::Lead(lead.id);
    let seen = app.acknowledge_alerts(&ours.owner, about, AcknowledgedBy::Opened);
    assert_eq!(seen.await.unwrap(), 1);
}

/// Does what is due, and lets time pass until nothing waits for a mail server any more.
async fn until_sent(app: &TestApp) {
    for _ in 0..20 {
        app.drain_jobs().await.unwrap();
        if waiting(app).await == 0 {
            return;
        }
        app.clock.advance_ms(10 * 60_000);
    }
    panic!("mail still waits");
}

fn address(caller: &baton_app::Caller) -> String {
    format!("{}@example.com", caller.person.id)
}

both_databases! {
    /// R081, R085, R086, R090: owners and admins who have accepted are told of a lead, in text and in HTML, under the
    /// site title of the workspace. Editors, viewers and open invitations are not; nor who is locked out or wants no mail.
    async fn a_lead_is_told_to_owners_and_admins_who_accepted(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, ours) = captured(db, &smtp).await;
        for (name, role) in [("ada", Role::Admin), ("pending", Role::Admin), ("locked", Role::Admin), ("quiet", Role::Admin),
            ("ed", Role::Editor)] {
            let (email, password) = (format!("{name}@example.com"), "a long enough secret".to_owned());
            let member = NewMember { email, name: name.to_owned(), password, role };
            let added = app.add_member(ours.workspace, member).await.unwrap().user;
            let workspace = ours.workspace;
            let state = match name {
                "pending" => sql!("UPDATE workspace_users SET accepted_at = NULL WHERE workspace_id = {} AND user_id = {}",
                    workspace.uuid(), added.uuid()),
                "locked" => sql!("UPDATE workspace_users SET suspended_at = 1 WHERE workspace_id = {} AND user_id = {}",
                    workspace.uuid(), added.uuid()),
                _ => continue,
            };
            app.db.write(async move |conn| conn.execute(state).await).await.unwrap();
        }
        let quiet = app.db.read(async |conn| users::by_email(conn, &Email::parse("quiet@example.com").unwrap()).await);
        let (quiet, workspace) = (quiet.await.unwrap().unwrap().id, ours.workspace);
        let no_mail = AlertWishes { mail: false, ..AlertWishes::default() };
        let wish = async move |conn: &mut Conn<'_>| alerts::set_wishes(conn, workspace, (quiet, AlertKind::Lead), no_mail).await;
        app.db.write(wish).await.unwrap();
        let brand = baton_app::members::workspace::brand::BrandChanges {
            site_title: Patch::Set("Ölmühle Help".to_owned()),
            mail_footer: Patch::Set("Ölmühle GmbH\nKöln".to_owned()),
            ..Default::default()
        };
        app.change_brand(&ours.owner, brand).await.unwrap();
        until_sent(&app).await;
        let mut mails = smtp.mails();
        mails.sort_by_key(|mail| mail.to().to_owned());
        let mut told = vec![address(&ours.owner), "ada@example.com".to_owned()];
        told.sort();
        assert_eq!(mails.iter().map(Received::to).collect::<Vec<_>>(), told);
        for mail in &mails {
            assert_eq!(mail.header("subject"), "New lead: Danuta");
            assert_eq!(mail.header("from"), "Ölmühle Help <baton@chat.example>");
            assert_eq!(mail.header("auto-submitted"), "auto-generated");
            assert_eq!(mail.part("kind"), "multipart/alternative");
            assert_eq!(mail.0["kinds"], serde_json::json!(["text/html", "text/plain"]));
            assert_eq!(mail.0["defects"], serde_json::json!([]));
            let html = mail.part("html").replace("&#x2f;", "/").replace("&amp;", "&");
            for part in [mail.part("text"), &html] {
                for words in ["Danuta", "danuta@example.com", "Zelt für zwölf", "Ölmühle & Söhne", "Scout",
                    "http://127.0.0.1:8080/app/inbox/", "Ölmühle Help", "Ölmühle GmbH", "Köln"] {
                    assert!(part.contains(words), "{words}: {part}");
                }
            }
        }
        assert_ne!(mails[0].header("message-id"), mails[1].header("message-id"));
    }

    /// A mention and a conversation that is given are told by mail, with the note, unless their settings say no.
    async fn what_teammates_bring_is_told(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, ours) = captured(db, &smtp).await;
        let quiet = AlertWishes { mail: false, ..AlertWishes::default() };
        app.set_alert_wishes(&ours.owner, [(AlertKind::Assigned, quiet)].into()).await.unwrap();
        let id = ours.visitor(&app).await.conversation;
        let note = NewNote {
            client_id: "n1".to_owned(),
            body: "@Tomás **boots**, again?".to_owned(),
            mentions: vec![ours.tomas.person.id],
        };
        app.add_note(&ours.maya, id, note).await.unwrap();
        app.assign(&ours.maya, id, Some(ours.owner.person.id)).await.unwrap();
        app.assign(&ours.owner, id, Some(ours.maya.person.id)).await.unwrap();
        until_sent(&app).await;
        let mails = smtp.mails();
        let to = |who: &baton_app::Caller| mails.iter().filter(|mail| mail.to() == address(who)).collect::<Vec<_>>();
        let [mention] = to(&ours.tomas)[..] else { panic!("one mail: {mails:?}") };
        assert_eq!(mention.header("subject"), "Maya mentioned you: a visitor");
        for part in ["text", "html"] {
            let said = mention.part(part).replace("&#x2f;", "/");
            assert!(said.contains("@Tomás boots, again?"), "{said}");
            assert!(said.contains(&format!("http://127.0.0.1:8080/app/inbox/{id}")), "{said}");
        }
        let [given] = to(&ours.maya)[..] else { panic!("one mail: {mails:?}") };
        assert_eq!(given.header("subject"), "Olga gave you a conversation: a visitor");
        assert!(to(&ours.owner).iter().all(|mail| !mail.header("subject").contains("gave you")), "they want none");
    }

    /// What people call themselves is neither a header nor markup.
    async fn a_name_injects_nothing(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        let (app, ours) = captured(db, &smtp).await;
        until_sent(&app).await;
        let evil = "Eve\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script>";
        let letter = Letter {
            to: Recipient { email: "new@example.com".to_owned(), name: Some(evil.to_owned()) },
            content: Content::Invitation {
                workspace: evil.to_owned(), inviter: evil.to_owned(), role: Role::Editor,
                link: "http://127.0.0.1:8080/app/join#secret".to_owned(),
            },
        };
        let sent = app.transact(ours.workspace, async move |unit| unit.mail(None, &letter));
        sent.await.unwrap();
        until_sent(&app).await;
        let mail = smtp.mails().pop().unwrap();
        assert_eq!((mail.header("bcc"), mail.0["to"].as_array().unwrap().len()), (String::new(), 1));
        assert_eq!(mail.header("subject").lines().count(), 1);
        assert!(!mail.part("html").contains("<script"));
        assert!(mail.part("text").contains("#secret") && mail.part("html").contains("#secret"));
    }

    /// 4xx: tried again later under the same id, and taken once.
    async fn what_is_deferred_is_sent_later_and_once(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        smtp.behave("greylist");
        let (app, _) = captured(db, &smtp).await;
        until_sent(&app).await;
        let mails = smtp.mails();
        assert_eq!((mails.len(), smtp.tries().len()), (1, 2));
        let id = mails[0].header("message-id");
        assert!(smtp.tries().iter().all(|tried| tried.ends_with(&id)), "{:?}", smtp.tries());
    }

    /// 5xx: given up at once with the server's words; an administrator has it tried again.
    async fn what_is_refused_is_set_aside_with_its_reason(db: TestDb) {
        let Some(smtp) = SmtpServer::start() else { return };
        smtp.behave("refuse");
        let (app, ours) = captured(db, &smtp).await;
        until_sent(&app).await;
        assert_eq!(smtp.tries().len(), 1);
        let state = app.mail_state(&ours.owner).await.unwrap();
        let failed = &state.failures[0];
        assert_eq!((&*failed.to, failed.template, failed.attempts), (&*address(&ours.owner), "new_lead_captured", 1));
        assert!(failed.error.contains("nobody of that name here"), "{}", failed.error);
        assert_eq!(failed.next_at, None);
        let theirs = app.tenant("Theirs").await;
        assert!(app.mail_state(&theirs.owner).await.unwrap().failures.is_empty());
        assert!(app.retry_mail(&theirs.owner, failed.id).await.is_err());
        assert!(app.retry_mail(&ours.maya, failed.id).await.is_err());
        smtp.behave("accept");
        app.retry_mail(&ours.owner, failed.id).await.unwrap();
        until_sent(&app).await;
        assert_eq!(smtp.mails().len(), 1);
        assert!(app.mail_state(&ours.owner).await.unwrap().failures.is_empty());
    }

    /// A connection that breaks, a server that closes, that is gone and comes back: nothing is lost. What was taken without
    /// a word is sent again under the same id.
    async fn nothing_is_lost_whatever_the_server_does(db: TestDb) {
        let Some(mut smtp) = SmtpServer::start() else { return };
        let (app, ours) = captured(db, &smtp).await;
        for (n, mode) in ["reset", "away", "lose"].into_iter().enumerate() {
            smtp.behave(mode);
            app.drain_jobs().await.unwrap();
            assert_eq!(waiting(&app).await, 1, "{mode}");
            smtp.kill();
            app.clock.advance_ms(10 * 60_000);
            app.drain_jobs().await.unwrap();
            assert_eq!(waiting(&app).await, 1, "gone after {mode}");
            smtp.behave("accept");
            smtp.wake();
            app.clock.advance_ms(10 * 60_000);
            app.drain_jobs().await.unwrap();
            assert_eq!(waiting(&app).await, 0, "{mode}");
            let ids: std::collections::BTreeSet<_> = smtp.mails().iter().map(|mail| mail.header("message-id")).collect();
            assert_eq!(ids.len(), n + 1, "each mail has one id");
            assert_eq!(smtp.mails().len(), n + 1 + usize::from(mode == "lose"));
            let visitor = ours.visitor(&app).await;
            seen_lead(&app, &ours, visitor, &format!("{n}@example.com")).await;
        }
        // A kept connection to a server that was started anew costs no attempt.
        app.drain_jobs().await.unwrap();
        let took = smtp.mails().len();
        smtp.kill();
        smtp.wake();
        let visitor = ours.visitor(&app).await;
        seen_lead(&app, &ours, visitor, "last@example.com").await;
        app.drain_jobs().await.unwrap();
        assert_eq!((waiting(&app).await, smtp.mails().len()), (0, took + 1));
    }
}

/// R084: a test mail, and what is wrong in the server's words. A wrong password is no fault of a mail.
#[tokio::test]
async fn tls_and_passwords_are_spoken() {
    let rcgen::CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let secured = baton_testkit::smtp::Secured {
        certificate: cert.pem(),
        key: signing_key.serialize_pem(),
    };
    let Some(smtp) = SmtpServer::secured(&secured) else {
        return;
    };
    let letter = Letter {
        to: Recipient::at(&Email::parse("new@example.com").unwrap()),
        content: Content::Test,
    };
    let with = |user: &str, roots: &[u8]| baton_outbound::mail::MailSettings {
        url: smtp.url().replace("//", &format!("//{user}@")),
        extra_roots: roots.to_vec(),
        ..smtp.settings()
    };
    let roots = cert.pem().into_bytes();
    for (user, roots, word) in [
        ("user:wrong", roots.as_slice(), Some("535")),
        ("user:secret", b"".as_slice(), Some("ertificate")),
        ("user:secret", roots.as_slice(), None),
    ] {
        let mailer = baton_outbound::mail::Mailer::new(&with(user, roots)).unwrap();
        let made = Made {
            mailer,
            ..Made::default()
        };
        let app = TestApp::made(TestDb::sqlite().await, made).await;
        let sent = app.mail_now(&letter).await.unwrap();
        match (sent, word) {
            (Ok(()), None) => {}
            (Err(Undelivered::Later(reason)), Some(word)) => {
                assert!(reason.contains(word), "{user}: {reason}");
            }
            (other, _) => panic!("{user}: {other:?}"),
        }
    }
    assert_eq!(smtp.mails().len(), 1);
    assert_eq!(smtp.mails()[0].header("subject"), "Baton can send mail");
}
