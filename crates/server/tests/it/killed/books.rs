//! What the database holds, read with SQL and without the server.

use baton_db::{Config, Conn, Db, DbError, Result, Url, row, sql};
use serde_json::Value;
use std::{collections::BTreeMap, path::Path};
use uuid::Uuid;

row! {
    /// A message.
    #[derive(Debug, Clone)]
    pub(super) struct Message {
        pub(super) id: Uuid = "id",
        pub(super) conversation: Uuid = "conversation_id",
        pub(super) seq: i64 = "seq",
        pub(super) role: String = "role",
        pub(super) body: String = "body",
        pub(super) client_id: Option<String> = "client_id",
        pub(super) state: String = "state",
    }
}

row! {
    /// An event.
    #[derive(Debug, Clone)]
    pub(super) struct Event {
        pub(super) seq: i64 = "seq",
        pub(super) conversation: Option<Uuid> = "conversation_id",
        pub(super) kind: String = "type",
        pub(super) data: String = "data",
    }
}

impl Event {
    /// What it says, as JSON.
    pub(super) fn says(&self) -> Value {
        serde_json::from_str(&self.data).unwrap()
    }
}

row! {
    /// A conversation.
    #[derive(Debug, Clone)]
    pub(super) struct Conversation {
        pub(super) id: Uuid = "id",
        pub(super) status: String = "status",
        pub(super) claimed_by: Option<Uuid> = "claimed_by_user_id",
        pub(super) escalated_at: Option<i64> = "escalated_at",
        pub(super) last_seq: i64 = "last_seq",
    }
}

row! {
    /// A job.
    #[derive(Debug, Clone)]
    pub(super) struct Job {
        pub(super) kind: String = "kind",
        pub(super) payload: String = "payload",
        pub(super) dead_at: Option<i64> = "dead_at",
    }
}

/// Everything that counts, of the one workspace.
#[derive(Debug)]
pub(super) struct Books {
    /// By conversation, in order.
    pub(super) messages: BTreeMap<Uuid, Vec<Message>>,
    /// In order.
    pub(super) events: Vec<Event>,
    /// The seq that the next event follows.
    pub(super) event_seq: i64,
    pub(super) conversations: Vec<Conversation>,
    pub(super) leads: Vec<Uuid>,
    pub(super) jobs: Vec<Job>,
    /// Conversations in which a turn of the assistant says that it runs.
    pub(super) running: Vec<Uuid>,
    /// Contacts that have no conversation: half of a first visit.
    pub(super) halves: Vec<Uuid>,
}

impl Books {
    /// Reads a copy of a SQLite file: opening the file itself would recover it, which is the server's to do. The file's
    /// integrity is checked on the way.
    pub(super) async fn of_file(data: &Path) -> Self {
        let copy = tempfile::tempdir().unwrap();
        for name in ["baton.db", "baton.db-wal"] {
            if data.join(name).exists() {
                std::fs::copy(data.join(name), copy.path().join(name)).unwrap();
            }
        }
        let path = copy.path().join("baton.db");
        assert_sound(&path);
        let url = format!("sqlite:{}", path.display());
        let db = open(&url).await;
        let books = Self::read(&db).await;
        db.close().await;
        books
    }

    /// Reads a PostgreSQL database once nobody works on it any more.
    pub(super) async fn of_server(url: &str) -> Self {
        let db = open(url).await;
        for _ in 0..200 {
            let busy = db
                .read(async |conn: &mut Conn<'_>| {
                    conn.fetch_one::<i64>(sql!(
                        "SELECT count(*) FROM pg_stat_activity
                         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
                    ))
                    .await
                })
                .await
                .unwrap();
            if busy == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let books = Self::read(&db).await;
        db.close().await;
        books
    }

    async fn read(db: &Db) -> Self {
        db.read(async |conn: &mut Conn<'_>| read(conn).await)
            .await
            .unwrap()
    }
}

/// Whether the file is what SQLite says a sound one is.
pub(super) fn assert_sound(path: &Path) {
    let file = rusqlite::Connection::open(path).unwrap();
    let integrity: String = file
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(integrity, "ok");
    let mut orphans = file.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(!orphans.exists([]).unwrap(), "a row points to nothing");
}

async fn open(url: &str) -> Db {
    Db::open(&Config::new(Url::parse(url).unwrap()))
        .await
        .unwrap()
}

async fn read(conn: &mut Conn<'_>) -> Result<Books, DbError> {
    let mut q = Message::select();
    sql!(q; " FROM messages ORDER BY conversation_id, seq");
    let all: Vec<Message> = conn.fetch_all(q).await?;
    let mut messages = BTreeMap::<Uuid, Vec<Message>>::new();
    for message in all {
        messages
            .entry(message.conversation)
            .or_default()
            .push(message);
    }
    let mut q = Event::select();
    sql!(q; " FROM events ORDER BY seq");
    let events = conn.fetch_all(q).await?;
    let mut q = Conversation::select();
    sql!(q; " FROM conversations");
    let conversations = conn.fetch_all(q).await?;
    let mut q = Job::select();
    sql!(q; " FROM jobs");
    let jobs = conn.fetch_all(q).await?;
    Ok(Books {
        messages,
        events,
        event_seq: conn
            .fetch_one(sql!("SELECT event_seq FROM workspaces"))
            .await?,
        conversations,
        leads: conn.fetch_all(sql!("SELECT id FROM leads")).await?,
        jobs,
        running: conn
            .fetch_all(sql!(
                "SELECT conversation_id FROM turns WHERE status = 'running'"
            ))
            .await?,
        halves: conn
            .fetch_all(sql!(
                "SELECT k.id FROM contacts k LEFT JOIN conversations c ON c.contact_id = k.id WHERE c.id IS NULL"
            ))
            .await?,
    })
}
