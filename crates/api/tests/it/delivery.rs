//! The test of delivery from the outside: who may ask for it, what it tells and what it leaves, on one node and on two.

use baton_app::delivery::{Finding, Hop, Verdict};
use baton_db::sql;
use baton_store::settings;
use baton_testkit::{
    Site, TestApp, TestDb,
    app::Made,
    receiver::{Receiver, Reply},
};
use serde_json::json;

const TESTS: &str = "/api/v1/delivery-tests";
/// What a test must not write to.
const KEPT: [&str; 4] = ["jobs", "events", "alerts", "webhook_deliveries"];
const GOOD_MS: i64 = 3 * 60_000;

/// Another node of this site's installation, whose public address is this one.
async fn leading_to(site: &Site, public_origin: &str) -> TestApp {
    let made = Made {
        public_origin: public_origin.to_owned(),
        ..Made::default()
    };
    site.app.another(43, made).await
}

async fn finds(app: &TestApp, site: &Site, hop: Hop) -> Finding {
    let tested = app.test_delivery(&site.tenant.owner, hop).await;
    tested.unwrap().0
}

fn origin(receiver: &Receiver) -> &str {
    receiver.url.strip_suffix("/in").unwrap()
}

async fn rows(site: &Site, table: &'static str) -> i64 {
    let count = async move |conn: &mut baton_db::Conn<'_>| {
        let mut q = sql!(global; "SELECT count(*) FROM ");
        q.name(table);
        conn.fetch_one(q).await
    };
    site.app.db.read(count).await.unwrap()
}

baton_testkit::both_databases! {
    async fn a_probe_may_come_to_another_node_and_leaves_nothing_but_a_line_of_the_audit(db: TestDb) {
        let there = Site::new(db).await;
        let here = leading_to(&there, &there.url).await;
        let mut before = Vec::new();
        for table in KEPT {
            before.push(rows(&there, table).await);
        }
        let audited = rows(&there, "audit_logs").await;
        let hops = [Hop::Address, Hop::Polling, Hop::Upload, Hop::Webhook];
        for hop in hops {
            let found = finds(&here, &there, hop).await;
            assert_eq!(found.verdict, Verdict::Sound, "{hop:?}: {}", found.says);
        }
        let mut after = Vec::new();
        for table in KEPT {
            after.push(rows(&there, table).await);
        }
        assert_eq!(before, after);
        assert_eq!(rows(&there, "audit_logs").await, audited + 4);
    }

    async fn another_installation_at_the_address_is_named(db: TestDb) {
        // In tests all draw the same secrets.
        let other = TestDb::sqlite().await;
        let set = async |conn: &mut baton_db::Conn<'_>| {
            settings::get_or_insert(conn, "token_secret", &"A".repeat(43)).await
        };
        other.db.write(set).await.unwrap();
        let theirs = Site::new(other).await;
        let ours = Site::new(db).await;
        let here = leading_to(&ours, &theirs.url).await;
        let found = finds(&here, &ours, Hop::Address).await;
        assert_eq!(found.verdict, Verdict::Broken);
        assert!(found.says.starts_with("Another installation"), "{}", found.says);
    }
}

#[tokio::test]
async fn a_token_is_good_for_minutes_and_for_nothing_else() {
    let site = Site::new(TestDb::sqlite().await).await;
    let elsewhere = Receiver::answering(Reply::status(502)).await;
    let here = leading_to(&site, origin(&elsewhere)).await;
    finds(&here, &site, Hop::Address).await;
    let path = elsewhere.received().remove(0).path;
    let nobody = site.nobody();
    let answer = nobody.get(&path).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(nobody.get(&format!("{path}x")).await.status, 404);
    assert_eq!(nobody.get(&path.replacen('.', "0.", 1)).await.status, 404);
    for odd in [
        "a%00b",
        "..",
        "9.9.",
        &"9".repeat(2_000),
        "%F0%9F%91%A8.x.y",
    ] {
        let answer = nobody
            .post(&format!("/delivery/probe/{odd}"), json!({}))
            .await;
        assert!(matches!(answer.status, 400 | 404), "{odd}: {}", answer.text);
    }
    // A token is none of a member, nor one for the interface.
    let token = path.rsplit('/').next().unwrap();
    assert_eq!(
        site.nobody()
            .bearing(token)
            .get("/api/v1/session")
            .await
            .status,
        401
    );
    site.app.clock.advance_ms(GOOD_MS - 1);
    assert_eq!(nobody.get(&path).await.status, 200);
    site.app.clock.advance_ms(1);
    assert_eq!(nobody.get(&path).await.status, 404);
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_what_it_holds_is_not_told() {
    let site = Site::new(TestDb::sqlite().await).await;
    let inside = Receiver::start().await;
    let to = format!(
        "http://me:secret@{}/in?next=",
        origin(&inside).strip_prefix("http://").unwrap()
    );
    let front = Receiver::start().await;
    let here = leading_to(&site, origin(&front)).await;
    for hop in [Hop::Address, Hop::Polling, Hop::Webhook] {
        front.always(Reply::status(302).with("location", &to));
        let found = finds(&here, &site, hop).await;
        assert_eq!(found.verdict, Verdict::Broken, "{hop:?}");
        assert_eq!(
            found.remedies[0].lines,
            format!("BATON_PUBLIC_URL={}", origin(&inside))
        );
        assert!(!format!("{found:?}").contains("secret"), "{found:?}");
        // To a sign-in of the proxy itself.
        front.always(Reply::status(302).with("location", "/sign-in?next=secret"));
        let found = finds(&here, &site, hop).await;
        assert_eq!(found.verdict, Verdict::Broken, "{hop:?}");
        assert!(found.says.contains("sign-in"), "{hop:?}: {}", found.says);
        assert!(!format!("{found:?}").contains("secret"), "{found:?}");
    }
    assert!(inside.received().is_empty());
    for asked in front.received() {
        let token = asked.path.strip_prefix("/delivery/probe/");
        assert!(token.is_some(), "{}", asked.path);
    }
}

#[tokio::test]
async fn whoever_tests_without_end_is_told_to_wait() {
    let site = Site::new(TestDb::sqlite().await).await;
    let owner = site.member(&site.tenant.owner).await;
    let push = || json!({"hop": "push"});
    let mut taken = 0;
    // Without a browser that takes pushes there is nothing to test.
    let refused = loop {
        let answer = owner.post(TESTS, push()).await;
        if answer.status != 200 {
            break answer;
        }
        assert_eq!(answer.json["verdict"], "skipped");
        taken += 1;
        assert!(taken < 100, "no end");
    };
    assert_eq!(refused.problem(), (429, "rate_limited"));
    assert!(taken >= 28, "four times every way: {taken}");
    // Each for themselves, and whoever may not test takes nothing from those who may.
    let editor = site.member(&site.tenant.maya).await;
    assert_eq!(editor.post(TESTS, push()).await.status, 403);
}

#[tokio::test]
async fn an_unknown_way_is_refused_with_a_word() {
    let site = Site::new(TestDb::sqlite().await).await;
    let owner = site.member(&site.tenant.owner).await;
    for hop in ["http://169.254.169.254/", "", "pigeon"] {
        let answer = owner.post(TESTS, json!({"hop": hop})).await;
        assert_eq!(answer.status, 422, "{}", answer.text);
    }
}

#[tokio::test]
async fn a_node_that_stops_waits_for_no_test() {
    let site = Site::new(TestDb::sqlite().await).await;
    let here = leading_to(&site, &site.url).await;
    let stop = here.stop.clone();
    let owner = site.tenant.owner.clone();
    let test = tokio::time::timeout(std::time::Duration::from_secs(20), async {
        tokio::join!(here.test_delivery(&owner, Hop::Socket), async {
            stop.cancel();
        })
        .0
    });
    let ended = test.await.expect("it waits for the socket");
    assert!(matches!(ended, Err(baton_app::AppError::Unavailable(_))));
}
