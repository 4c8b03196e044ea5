//! Limits hold over all nodes of an installation together.

use baton_api::{Allowances, Options};
use baton_testkit::{Client, Nats, Site, TestApp, TestDb, app::Made};
use serde_json::json;
use std::time::Duration;

/// A word takes a second at most; a machine that is busy with other tests may take its time.
const SOON: Duration = Duration::from_millis(1_500);
const SESSION: &str = "/api/v1/session";

/// Two nodes.
async fn two(db: TestDb, nats: &Nats, options: Options) -> [Site; 2] {
    let made = async || Made {
        bus: nats.bus().await,
        ..Made::default()
    };
    let app = TestApp::made(db, made().await).await;
    let another = app.another(43, made().await).await;
    let here = Site::of(app, None, options.clone()).await;
    let there = here.beside(another, options).await;
    Nats::listening().await;
    [here, there]
}

async fn guess(browser: &Client) -> u16 {
    let wrong = json!({"email": "maya@example.com", "password": "not the password"});
    browser.post(SESSION, wrong).await.status
}

baton_testkit::both_databases! {
    async fn who_guesses_passwords_is_slowed_down_on_every_node(db: TestDb) {
        let Some(nats) = Nats::start() else { return };
        let [here, there] = two(db, &nats, Options::default()).await;
        let (at_first, at_second) = (here.visiting(), there.visiting());
        for _ in 0..5 {
            assert_eq!(guess(&at_first).await, 401);
        }
        assert_eq!(guess(&at_first).await, 429);
        let mut guesses = 0;
        while guess(&at_second).await != 429 {
            guesses += 1;
            assert!(guesses < 4, "it does not know: alone it refuses the sixth");
            tokio::time::sleep(SOON).await;
        }
    }

    async fn what_visitors_may_ask_is_counted_over_all_nodes(db: TestDb) {
        let Some(nats) = Nats::start() else { return };
        let visitors = Allowances { inits: 16, ..Allowances::default() };
        let [here, there] = two(db, &nats, Options { visitors, ..Options::default() }).await;
        let init = json!({"assistant": here.tenant.assistant.id});
        let start = async |site: &Site| site.nobody().post("/v1/widget/init", init.clone()).await.status;
        let mut taken = 0;
        while start(&here).await == 200 {
            taken += 1;
            // A slow machine gives it time to grow back; without a limit there is no end.
            assert!(taken < 48, "no end");
        }
        assert!(taken >= 16, "{taken}");
        let mut started = 0;
        while start(&there).await != 429 {
            started += 1;
            assert!(started < 8, "it does not know: alone it refuses the seventeenth");
            tokio::time::sleep(SOON).await;
        }
    }
}
