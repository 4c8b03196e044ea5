//! A neighbour: a second workspace in whose every row every text is a canary, and a watch over all places where one of
//! them could come out.
//!
//! The rows are made from the schema, so that a table or a column that is added is filled without a word here; a text that
//! has to be a code or JSON says so in [`shapes`].

mod schema;
mod shapes;
mod watch;

pub use schema::{Column, columns};
pub use watch::{Sink, Watch, logs};

use crate::{TestApp, fixtures::Tenant};
use baton_app::{Caller, Visitor};
use baton_core::{
    actor::Person,
    id::{TurnId, WorkspaceId},
    role::Role,
};
use baton_db::{Arg, Sql};
use baton_store::{assistants, dialect::index_messages, schema::TENANT_TABLES};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Words that occur in the neighbour's texts and in questions of others: without a tenant, search would find them.
pub const BAIT: &str = "refund policy";

/// The end of an id: 48 bits.
const ALIKE: u128 = 0xffff_ffff_ffff;

/// A text of the neighbour, and where it is kept.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The text, that occurs nowhere else.
    pub text: String,
    /// Like `messages.body`.
    pub place: String,
}

/// The neighbour.
#[derive(Debug)]
pub struct Neighbour {
    /// Its people and its assistant; everybody in it is its owner.
    pub tenant: Tenant,
    /// The visitor of its conversation, which its owner holds.
    pub visitor: Visitor,
    /// A turn of its assistant.
    pub turn: TurnId,
    /// Ids of its things by their table.
    pub ids: BTreeMap<String, Uuid>,
    marks: Vec<Mark>,
    run: String,
}

impl Neighbour {
    /// Fills every table of a tenant for a new workspace. `run` keeps the canaries of several neighbours apart. Its id
    /// ends like that of `beside`: an index that keeps only the end of it does not tell the two apart.
    pub async fn move_in(app: &TestApp, run: &str, beside: WorkspaceId) -> Self {
        let mut filling = Filling::new(app, run);
        let (new, end) = (app.ids.next::<Uuid>().as_u128(), beside.uuid().as_u128());
        let id = Uuid::from_u128(new & !ALIKE | end & ALIKE);
        filling.ids.insert("workspaces".to_owned(), id);
        let columns = columns(&app.db).await;
        for table in order(&columns) {
            let of_table: Vec<_> = columns.iter().filter(|c| c.table == table).collect();
            let insert = filling.insert(&table, &of_table);
            let done = app.db.write(async move |conn| {
                conn.execute(insert).await?;
                index_messages(conn).await
            });
            done.await.expect("a row of every table");
        }
        filling.finish(app).await
    }

    /// Every canary.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The canary that is kept at `place`, like `messages.body`.
    pub fn mark(&self, place: &str) -> &str {
        let mark = self.marks.iter().find(|mark| mark.place == place);
        &mark.expect("a canary of this place").text
    }

    /// A text that the neighbour says now, with a canary of its own.
    pub fn say(&mut self, what: &str) -> String {
        let mark = plain(&self.run, self.marks.len());
        let text = format!("{BAIT} {mark}");
        self.marks.push(Mark {
            text: mark,
            place: what.to_owned(),
        });
        text
    }
}

/// The tables to fill, each after those that it refers to.
fn order(columns: &[Column]) -> Vec<String> {
    let first = ["workspaces", "users"].into_iter();
    let mut order: Vec<String> = first
        .chain(TENANT_TABLES.iter().copied())
        .map(str::to_owned)
        .collect();
    let others = columns.iter().filter(|c| c.name == "workspace_id");
    for column in others {
        if !order.contains(&column.table) {
            order.push(column.table.clone());
        }
    }
    order
}

/// Letters and digits alone, so that no escape of URLs, JSON or HTML hides it.
fn plain(run: &str, n: usize) -> String {
    format!("qz{run}canary{n:04}x")
}

/// A neighbour who is moving in.
struct Filling {
    run: String,
    now: i64,
    ids: BTreeMap<String, Uuid>,
    marks: Vec<Mark>,
    more: Box<dyn Fn() -> Uuid + Send + Sync>,
}

impl Filling {
    fn new(app: &TestApp, run: &str) -> Self {
        let ids = app.ids.clone();
        Self {
            run: run.to_owned(),
            now: app.clock.now().ms(),
            ids: BTreeMap::new(),
            marks: Vec::new(),
            more: Box::new(move || ids.next()),
        }
    }

    fn id(&mut self, table: &str) -> Uuid {
        let more = &self.more;
        *self.ids.entry(table.to_owned()).or_insert_with(more)
    }

    fn insert(&mut self, table: &str, columns: &[&Column]) -> Sql {
        // The row's own number and what is found in it are made by the database.
        let is_filled = |c: &&&Column| !matches!(c.name.as_str(), "num" | "fts");
        let filled: Vec<_> = columns.iter().filter(is_filled).collect();
        let names: Vec<_> = filled.iter().map(|c| c.name.as_str()).collect();
        let head = format!("INSERT INTO {table} ({}) VALUES ", names.join(", "));
        let args: Vec<_> = filled.iter().map(|column| self.value(column)).collect();
        let mut insert = Sql::default();
        // Statements have constant texts in the product; this one lives as long as the test.
        insert.append(Box::leak(head.into_boxed_str()), []);
        insert.list(args);
        insert
    }

    fn value(&mut self, column: &Column) -> Arg {
        match column.kind.as_str() {
            "TEXT" => Arg::Text(Some(self.text(column))),
            "INTEGER" | "BIGINT" => Arg::Int(self.number(column)),
            "BOOLEAN" => Arg::Bool(Some(true)),
            "REAL" | "DOUBLE PRECISION" => Arg::Float(Some(0.5)),
            "BLOB" | "BYTEA" | "UUID" => self.bytes(column),
            // A type that only one database knows, or a new one: the insert will name the column.
            _ => Arg::Text(None),
        }
    }

    fn text(&mut self, column: &Column) -> String {
        let mark = plain(&self.run, self.marks.len());
        let text = shapes::shaped(&column.table, &column.name, &mark);
        if text.contains(&mark) {
            self.marks.push(Mark {
                text: mark,
                place: format!("{}.{}", column.table, column.name),
            });
        }
        text
    }

    fn number(&self, column: &Column) -> Option<i64> {
        match column.name.as_str() {
            "accepted_at" | "claimed_at" => Some(self.now),
            "expires_at" => Some(self.now + 1_000_000),
            _ if column.is_nullable => None,
            name if name.ends_with("_at") || name == "at" => Some(self.now),
            _ => Some(1),
        }
    }

    fn bytes(&mut self, column: &Column) -> Arg {
        let of = match column.name.as_str() {
            "id" => column.table.as_str(),
            "workspace_id" => "workspaces",
            "assistant_id" => "assistants",
            "source_id" => "knowledge_sources",
            "document_id" => "knowledge_documents",
            "contact_id" => "contacts",
            "conversation_id" | "target_id" | "about" => "conversations",
            "turn_id" => "turns",
            "lead_id" => "leads",
            "event_id" => "events",
            "endpoint_id" => "webhook_endpoints",
            "alert_id" => "alerts",
            "lease" => return Arg::Uuid(None),
            name if name.ends_with("_id") || name == "created_by" => "users",
            _ => return Arg::Bytes(Some(self.text(column).into_bytes())),
        };
        Arg::Uuid(Some(self.id(of)))
    }

    async fn finish(mut self, app: &TestApp) -> Neighbour {
        let workspace: WorkspaceId = self.id("workspaces").into();
        let assistant = self.id("assistants").into();
        let found = app
            .db
            .read(async move |conn| assistants::find_public(conn, assistant).await);
        let assistant = found.await.unwrap().unwrap().assistant;
        let name = self.marks.iter().find(|mark| mark.place == "users.name");
        let owner = Caller {
            workspace,
            role: Role::Owner,
            person: Person {
                id: self.ids.get("users").copied().unwrap().into(),
                name: format!("{BAIT} {}", name.unwrap().text),
            },
        };
        let visitor = Visitor {
            workspace,
            assistant: assistant.id,
            contact: self.id("contacts").into(),
            conversation: self.id("conversations").into(),
        };
        Neighbour {
            tenant: Tenant {
                workspace,
                assistant,
                maya: owner.clone(),
                tomas: owner.clone(),
                viewer: owner.clone(),
                owner,
            },
            visitor,
            turn: self.id("turns").into(),
            ids: self.ids,
            marks: self.marks,
            run: self.run,
        }
    }
}
