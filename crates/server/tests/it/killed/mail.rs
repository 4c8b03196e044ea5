//! Killed while a mail server holds every mail: nothing is lost, and what was taken is not sent again.

use super::{baton::Home, say, site::Site};
use baton_testkit::smtp::SmtpServer;
use serde_json::json;
use std::{
    collections::BTreeMap,
    net::IpAddr,
    time::{Duration, Instant},
};

/// Far longer than a lead takes, and shorter than the patience with the mail server.
const QUICK: Duration = Duration::from_secs(3);
const LEADS: u8 = 6;

/// R081, R082: leads are acknowledged while the mail server says nothing; after `kill -9` and with a mail server that
/// works again each of them is told to the owner.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_lead_is_mailed_after_a_kill() {
    let Some(mut smtp) = SmtpServer::start() else {
        return say("skipped: run script/bootstrap for a mail server");
    };
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(&folder.path().join("data"), folder.path()).mailing(&smtp.url());
    let (baton, _) = home.start_ready().await;
    let site = Site::set_up(&home.url()).await;
    smtp.behave("accept");
    let lead = async |n: u8| {
        let from = IpAddr::from([127, 0, 3, n + 1]);
        let (visitor, _) = site.arrive(from).await.unwrap();
        let email = format!("{n}@example.com");
        let lead = json!({"client_id": email, "source": "form", "email": email, "consent": true});
        let begun = Instant::now();
        let answer = visitor.post("/v1/widget/leads", &lead).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        assert!(begun.elapsed() < QUICK, "{:?}", begun.elapsed());
    };
    lead(0).await;
    smtp.took(1).await;
    smtp.behave("stall");
    for n in 1..LEADS {
        lead(n).await;
    }
    smtp.tried(3).await;
    baton.kill();
    // The mail server begins anew as well: what the dead one had sent it and it had not read yet is not taken.
    smtp.kill();
    smtp.behave("accept");
    smtp.wake();
    let (baton, _) = home.start_ready().await;
    smtp.took(LEADS.into()).await;
    // Whatever would be sent twice is sent by now.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let mut told = BTreeMap::<String, usize>::new();
    for mail in smtp.mails() {
        *told.entry(mail.header("subject")).or_default() += 1;
    }
    let all = (0..LEADS).map(|n| (format!("New lead: {n}@example.com"), 1));
    assert_eq!(told, all.collect());
    let (well, _) = baton.stop().await;
    assert!(well, "{}", home.logged());
}
