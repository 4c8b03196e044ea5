//! The daily digest: once a day, to whoever wants it, over restarts.

use super::waiting;
use baton_app::{
    AppError,
    mail::{Content, Letter, digest::DigestTime},
};
use baton_core::{team::hours::BusinessHours, time::Timestamp};
use baton_db::sql;
use baton_testkit::{
    TestApp, TestDb,
    app::{Made, NOW},
    both_databases,
};

const HOUR_MS: i64 = 3_600_000;

/// The letters that wait.
async fn letters(app: &TestApp) -> Vec<Letter> {
    let rows: Vec<String> = app
        .db
        .read(async |conn| {
            conn.fetch_all(sql!(
                "SELECT payload FROM jobs WHERE kind = 'mail.send' ORDER BY id"
            ))
            .await
        })
        .await
        .unwrap();
    rows.iter()
        .map(|row| serde_json::from_str(row).unwrap())
        .collect()
}

/// Runs the schedule alone, so that its mails are still there to be looked at.
async fn look(app: &TestApp) {
    let kinds = app.job_kinds();
    let digest = kinds.iter().find(|kind| kind.name == "digest").unwrap();
    app.queue.drain(digest).await.unwrap();
}

both_databases! {
    async fn a_digest_comes_once_a_day_to_whoever_wants_it(db: TestDb) {
        let app = TestApp::new(db).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        app.recover().await.unwrap();
        // It is 10:00. Maya wants hers at 11:00, Vera none.
        app.set_digest_minute(&ours.maya, Some(11 * 60)).await.unwrap();
        app.set_digest_minute(&ours.viewer, Some(11 * 60)).await.unwrap();
        app.set_digest_minute(&ours.viewer, None).await.unwrap();
        for (who, minute) in [(&ours.maya, Some(660)), (&ours.viewer, None), (&theirs.maya, None)] {
            let time = app.digest_time(who).await.unwrap();
            assert_eq!(time, DigestTime { minute, time_zone: "UTC".to_owned() });
        }
        let refused = app.set_digest_minute(&ours.maya, Some(1440)).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
        look(&app).await;
        assert_eq!(waiting(&app).await, 0);
        app.clock.advance_ms(HOUR_MS);
        // Two nodes, and one that starts anew: one mail.
        let other = app.another(7, Made::default()).await;
        other.recover().await.unwrap();
        look(&app).await;
        look(&other).await;
        app.recover().await.unwrap();
        look(&app).await;
        let mails = letters(&app).await;
        assert_eq!(mails.len(), 1, "{mails:?}");
        let until = NOW.plus_ms(HOUR_MS);
        assert_eq!(mails[0].content, Content::Digest { member: ours.maya.person.id, until });
        // Gone for three days: one, not three.
        app.clock.advance_ms(72 * HOUR_MS);
        look(&app).await;
        look(&app).await;
        assert_eq!(letters(&app).await.len(), 2);
        app.clock.advance_ms(23 * HOUR_MS);
        look(&app).await;
        assert_eq!(letters(&app).await.len(), 2);
        app.clock.advance_ms(HOUR_MS);
        look(&app).await;
        assert_eq!(letters(&app).await.len(), 3);
    }

    /// Eight in the morning stays eight in the morning, in winter and where the workspace goes by another clock.
    async fn a_digest_keeps_its_hour_when_the_clocks_change(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        let within = |zone: &str| BusinessHours { time_zone: zone.to_owned(), ..BusinessHours::default() };
        app.set_business_hours(&ours.owner, within("Europe/Oslo")).await.unwrap();
        app.recover().await.unwrap();
        // The last day of summer time of the coming year.
        let saturday: Timestamp = "2027-10-30T05:00:00Z".parse().unwrap();
        app.clock.advance_ms(saturday.since_ms(app.clock.now()));
        app.set_digest_minute(&ours.maya, Some(8 * 60)).await.unwrap();
        let mut sent = 0;
        let mut look_at = async |moment: &str, expected: usize| {
            let moment: Timestamp = moment.parse().unwrap();
            app.clock.advance_ms(moment.since_ms(app.clock.now()));
            look(&app).await;
            sent += expected;
            assert_eq!(letters(&app).await.len(), sent, "{moment}");
        };
        look_at("2027-10-30T05:59:00Z", 0).await;
        look_at("2027-10-30T06:06:00Z", 1).await;
        look_at("2027-10-31T06:30:00Z", 0).await;
        look_at("2027-10-31T07:06:00Z", 1).await;
        // Nine hours behind in California, where summer time still lasts: the hour goes along.
        app.set_business_hours(&ours.owner, within("America/Los_Angeles")).await.unwrap();
        assert_eq!(app.digest_time(&ours.maya).await.unwrap().minute, Some(480));
        look_at("2027-10-31T14:50:00Z", 0).await;
        look_at("2027-10-31T15:10:00Z", 1).await;
        look_at("2027-11-01T14:50:00Z", 0).await;
        look_at("2027-11-01T15:10:00Z", 1).await;
    }

    /// Whoever chose before the minute was kept: it is read off the next one.
    async fn a_digest_chosen_long_ago_keeps_its_hour(db: TestDb) {
        let app = TestApp::new(db).await;
        let ours = app.tenant("Ours").await;
        app.set_digest_minute(&ours.maya, Some(11 * 60)).await.unwrap();
        let workspace = ours.workspace.uuid();
        app.db
            .write(async move |conn| {
                let q = sql!("UPDATE workspace_users SET digest_minute = NULL WHERE workspace_id = {}", workspace);
                conn.execute(q).await
            })
            .await
            .unwrap();
        app.recover().await.unwrap();
        assert_eq!(app.digest_time(&ours.maya).await.unwrap().minute, Some(660));
        app.clock.advance_ms(HOUR_MS);
        look(&app).await;
        assert_eq!(letters(&app).await.len(), 1);
        assert_eq!(app.digest_time(&ours.maya).await.unwrap().minute, Some(660));
    }

    async fn a_day_without_anything_is_no_news(db: TestDb) {
        let Some(smtp) = baton_testkit::smtp::SmtpServer::start() else { return };
        let made = Made { mailer: smtp.mailer(), ..Made::default() };
        let app = TestApp::made(db, made).await;
        let (ours, theirs) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        app.recover().await.unwrap();
        for who in [&ours.maya, &theirs.maya] {
            app.set_digest_minute(who, Some(11 * 60)).await.unwrap();
        }
        let visitor = theirs.visitor(&app).await;
        app.receive(visitor, "1", "Zwölf Zelte?").await.unwrap();
        theirs.lead(&app, visitor, "d@theirs.example").await;
        app.clock.advance_ms(HOUR_MS);
        app.drain_jobs().await.unwrap();
        let digests: Vec<_> = smtp.mails().into_iter().filter(|mail| mail.header("subject").contains("today")).collect();
        assert_eq!(digests.len(), 1);
        let digest = &digests[0];
        assert_eq!(digest.to(), format!("{}@example.com", theirs.maya.person.id));
        assert_eq!(digest.header("subject"), "Theirs today: 1 lead, 1 conversation");
        for part in [digest.part("text"), digest.part("html")] {
            assert!(part.contains("Danuta") && part.contains("Zwölf Zelte?"), "{part}");
        }
    }
}
