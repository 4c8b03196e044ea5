//! SIGTERM under load: what was accepted is finished and answered, and sockets are told to come back.

use super::{
    baton::Home, books::Books, chance::Chance, check::check, load::Crowd, say, site::Site,
    socket::Socket,
};
use baton_testkit::TestDb;
use std::{collections::BTreeSet, time::Duration};

const VISITORS: u8 = 24;
/// What a service manager waits for before it kills: sockets are spread over 3 s, calls may take 10.
const PATIENCE: Duration = Duration::from_secs(15);
/// "Come back at once", as the Pusher protocol has it.
const RECONNECT: u16 = 4200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_accepted_is_finished_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::new(&folder.path().join("data"), folder.path());
    stop_under_load(&home).await;
    // The log was moved into the file: there is nothing to recover.
    assert!(!home.data.join("baton.db-wal").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_accepted_is_finished_on_postgres() {
    let Some(db) = TestDb::postgres().await else {
        return say("skipped: no PostgreSQL is named in BATON_TEST_POSTGRES");
    };
    let folder = tempfile::tempdir().unwrap();
    stop_under_load(&Home::new(folder.path(), folder.path()).on(&db.url())).await;
}

async fn stop_under_load(home: &Home) {
    let (baton, _) = home.start_ready().await;
    let site = Site::set_up(&home.url()).await;
    let crowd = Crowd::gather(site.clone(), VISITORS, &mut Chance::new("SIGTERM")).await;
    let mut sockets = Vec::new();
    for _ in 0..5 {
        sockets.push(Socket::of_member(&site).await);
    }
    let calling = crowd.call();
    tokio::time::sleep(Duration::from_millis(200)).await;
    let (closed, (well, took)) = tokio::join!(
        async {
            let mut codes = Vec::new();
            for socket in sockets {
                codes.push(socket.closed().await);
            }
            codes
        },
        baton.stop()
    );
    assert!(well, "{}", home.logged());
    assert!(took < PATIENCE, "{took:?}");
    assert_eq!(closed, [Some(RECONNECT); 5]);
    let crowd = calling.stop().await;

    let books = match &home.database {
        Some(url) => Books::of_server(url).await,
        None => Books::of_file(&home.data).await,
    };
    check(&books, &crowd, &home.logged()).assert_nothing();
    // Nothing was stored of which its sender did not hear.
    let stored: BTreeSet<_> = books
        .messages
        .values()
        .flatten()
        .filter_map(|m| m.client_id.as_deref())
        .collect();
    for visitor in &crowd.visitors {
        let unheard = visitor.unsure_of().filter(|id| stored.contains(id));
        assert_eq!(unheard, None, "stored and not answered");
    }
    say(&format!(
        "stopped in {took:?} with {} messages acknowledged",
        crowd.acknowledged()
    ));
}
