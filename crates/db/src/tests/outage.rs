//! What PostgreSQL alone does: connections that break, servers that vanish, deadlocks.
use super::harness::{TestDb, add, count, put};
use crate::{Conn, Db, DbError, Health, Result, Tls, Url, sql};
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    runtime::Handle,
    sync::watch,
    time::sleep,
};

/// Stands between the database and the test, and can be cut or frozen.
struct Proxy {
    address: SocketAddr,
    state: watch::Sender<Link>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Link {
    Up,
    Cut,
    Frozen,
}

impl Proxy {
    async fn start(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (state, link) = watch::channel(Link::Up);
        Handle::current().spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                Handle::current().spawn(forward(client, server.clone(), link.clone()));
            }
        });
        Self { address, state }
    }

    fn set(&self, link: Link) {
        self.state.send(link).unwrap();
    }
}

async fn forward(mut client: TcpStream, server: String, mut link: watch::Receiver<Link>) {
    let Ok(mut server) = TcpStream::connect(server).await else {
        return;
    };
    loop {
        let state = *link.borrow_and_update();
        match state {
            Link::Cut => return,
            Link::Frozen => link.changed().await.unwrap(),
            Link::Up => tokio::select! {
                _ = copy_bidirectional(&mut client, &mut server) => return,
                changed = link.changed() => changed.unwrap(),
            },
        }
    }
}

/// A database behind a proxy.
async fn proxied() -> Option<(TestDb, Proxy, Db)> {
    let mut test = TestDb::postgres().await?;
    drop(test.things().await);
    let Url::Postgres { url, .. } = &test.config.url else {
        panic!()
    };
    let server = url
        .split('@')
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    let proxy = Proxy::start(server.clone()).await;
    let url = url.replace(&server, &proxy.address.to_string());
    test.config.url = Url::Postgres {
        url,
        tls: Tls::Disable,
    };
    (test.config.read_deadline, test.config.write_deadline) =
        (Duration::from_millis(500), Duration::from_millis(500));
    let db = test.open().await;
    Some((test, proxy, db))
}

async fn until(what: &str, mut condition: impl AsyncFnMut() -> bool) {
    let start = Instant::now();
    while !condition().await {
        assert!(start.elapsed() < Duration::from_secs(5), "{what}");
        sleep(Duration::from_millis(20)).await;
    }
}

async fn read(db: &Db) -> Result<i64> {
    db.read(async |c: &mut Conn<'_>| c.fetch_one(sql!("SELECT count(*) FROM things")).await)
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_backend_is_unavailable_and_then_replaced() {
    let Some(test) = TestDb::postgres().await else {
        return;
    };
    let db = test.things().await;
    for id in 0..5 {
        let killed = db.write(async move |tx: &mut Conn<'_>| {
            add(tx, id).await?;
            tx.execute(sql!("SELECT pg_terminate_backend(pg_backend_pid())"))
                .await
        });
        let killed = killed.await;
        assert!(matches!(killed, Err(DbError::Unavailable(_))), "{killed:?}");
        put(db.clone(), 10 + id).await.unwrap();
    }
    assert_eq!(count(&db).await, 5);
    assert!(db.is_healthy());
}

#[tokio::test(flavor = "multi_thread")]
async fn idle_connections_that_were_killed_are_replaced() {
    let Some(test) = TestDb::postgres().await else {
        return;
    };
    let db = test.things().await;
    count(&db).await;
    let killer = test.open().await;
    let kill = killer.write(async |tx: &mut Conn<'_>| {
        tx.fetch_all::<bool>(sql!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ))
        .await
    });
    assert!(kill.await.unwrap().len() >= 2);
    sleep(Duration::from_millis(100)).await;
    assert_eq!(count(&db).await, 0);
    put(db, 1).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_is_refused_quickly_and_heals_without_traffic() {
    let Some((_test, proxy, db)) = proxied().await else {
        return;
    };
    put(db.clone(), 1).await.unwrap();
    proxy.set(Link::Cut);
    until("the outage is seen", async || {
        let start = Instant::now();
        let result = put(db.clone(), 2).await;
        assert!(start.elapsed() < Duration::from_secs(2));
        assert!(matches!(result, Err(DbError::Unavailable(_))), "{result:?}");
        !db.is_healthy()
    })
    .await;
    assert!(matches!(read(&db).await, Err(DbError::Unavailable(_))));
    proxy.set(Link::Up);
    until("the database is healthy again", async || db.is_healthy()).await;
    put(db.clone(), 3).await.unwrap();
    until("reads work again", async || read(&db).await.is_ok()).await;
    assert_eq!(count(&db).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_server_is_a_deadline_not_a_hang() {
    let Some((_test, proxy, db)) = proxied().await else {
        return;
    };
    put(db.clone(), 1).await.unwrap();
    proxy.set(Link::Frozen);
    let start = Instant::now();
    assert!(matches!(put(db.clone(), 2).await, Err(DbError::Deadline)));
    assert!(matches!(read(&db).await, Err(DbError::Deadline)));
    assert!(start.elapsed() < Duration::from_secs(3));
    proxy.set(Link::Up);
    until("writes work again", async || {
        put(db.clone(), 3).await.is_ok()
    })
    .await;
    until("reads work again", async || read(&db).await.is_ok()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadlock_is_one_winner_and_one_that_may_retry() {
    let Some(test) = TestDb::postgres().await else {
        return;
    };
    let db = test.things().await;
    put(db.clone(), 1).await.unwrap();
    put(db.clone(), 2).await.unwrap();
    let meeting = Arc::new(tokio::sync::Barrier::new(2));
    let cross = |first: i64, second: i64| {
        let (db, meeting) = (db.clone(), Arc::clone(&meeting));
        Handle::current().spawn(async move {
            db.write(async move |tx: &mut Conn<'_>| {
                tx.execute(sql!("UPDATE things SET name = name WHERE id = {}", first))
                    .await?;
                meeting.wait().await;
                tx.execute(sql!("UPDATE things SET name = name WHERE id = {}", second))
                    .await
            })
            .await
        })
    };
    let (a, b) = (cross(1, 2), cross(2, 1));
    let results = [a.await.unwrap(), b.await.unwrap()];
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    let lost = results
        .iter()
        .filter(|result| matches!(result, Err(DbError::Serialization)));
    assert_eq!(lost.count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_that_changes_under_a_prepared_statement_is_prepared_anew() {
    let Some(test) = TestDb::postgres().await else {
        return;
    };
    let db = test.things().await;
    let all = async || {
        db.read(async |c: &mut Conn<'_>| c.fetch_all::<i64>(sql!("SELECT * FROM things")).await)
            .await
    };
    all().await.unwrap();
    let change = db.write(async |tx: &mut Conn<'_>| {
        tx.execute_batch("ALTER TABLE things ADD COLUMN note TEXT")
            .await
    });
    change.await.unwrap();
    until("the statement works again", async || all().await.is_ok()).await;
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let url = "postgres://nobody:secret@127.0.0.1:1/none".to_owned();
    let config = crate::Config::new(Url::Postgres {
        url,
        tls: Tls::Disable,
    });
    let error = Db::open(&config).await.unwrap_err();
    assert!(matches!(error, DbError::Unavailable(_)));
    assert!(!format!("{config:?} {error}").contains("secret"));
}

/// Lets every new table fail as on a full disk.
const NO_ROOM: &str = "
    CREATE FUNCTION no_room() RETURNS event_trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$;
    CREATE EVENT TRIGGER no_room ON ddl_command_start WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION no_room()";

async fn script(db: &Db, script: &'static str) -> Result<()> {
    db.write(async move |tx: &mut Conn<'_>| tx.execute_batch(script).await)
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_server_is_full_until_there_is_room_also_where_nobody_writes() {
    let Some(test) = TestDb::postgres().await else {
        return;
    };
    let db = test.things().await;
    script(&db, NO_ROOM).await.unwrap();
    let refused = script(&db, "CREATE TABLE more (id BIGINT)").await;
    assert!(matches!(refused, Err(DbError::StorageFull)), "{refused:?}");
    // What fits into pages that are there already tells nothing.
    put(db.clone(), 1).await.unwrap();
    for _ in 0..11 {
        assert_eq!(db.health(), Health::Full);
        sleep(Duration::from_secs(1)).await;
    }
    script(&db, "DROP EVENT TRIGGER no_room").await.unwrap();
    let since = Instant::now();
    while db.health() != Health::Sound {
        assert!(since.elapsed() < Duration::from_secs(5), "it never heals");
        sleep(Duration::from_millis(50)).await;
    }
    // Nothing is left of what was taken.
    script(&db, "CREATE TABLE baton_room (id BIGINT)")
        .await
        .unwrap();
}
