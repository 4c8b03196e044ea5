//! What the console reads, at ten thousand conversations and at a million: it should be the same.

mod fill;
mod log;
mod world;

use crate::{
    On,
    figure::{Figure, Times},
    place::Place,
};
use anyhow::{Context as _, Result};
use baton_core::{
    id::{AssistantId, ContactId, ConversationId, UserId, WorkspaceId},
    page::{Cursor, Limit},
    time::Timestamp,
};
use baton_db::{Conn, Db, Reader, Result as DbResult};
use baton_store::{
    contacts,
    conversations::{self, Around, Filter, Sort, StatusFilter, View, around, counts},
    events, leads,
    messages::{self, Part},
};
use serde_json::{Value, json};
use std::{
    cell::RefCell,
    time::{Duration, Instant},
};

/// Reads that are not counted: a server that runs has its statements prepared, and the tops of its indexes at hand.
const WARM: u64 = 50;

/// What is read from.
#[derive(clap::Args, Debug)]
pub(crate) struct Load {
    #[command(flatten)]
    on: On,
    /// How many conversations there are, each of five messages.
    #[arg(long, default_value_t = 10_000)]
    conversations: u64,
    /// How often each thing is read.
    #[arg(long, default_value_t = 300)]
    times: u64,
}

/// Somebody who reads: a workspace and one of its team.
#[derive(Debug, Clone, Copy)]
struct Reads {
    workspace: WorkspaceId,
    user: UserId,
    assistant: AssistantId,
}

impl Reads {
    /// Half of the readers are in the biggest workspace.
    fn of(n: u64) -> Self {
        let workspace = world::workspace_of(n * 7919);
        Self {
            workspace: world::workspace(workspace).into(),
            user: world::teammate(workspace, n % world::TEAM).into(),
            assistant: world::assistant(workspace).into(),
        }
    }
}

/// Measures.
pub(crate) async fn run(load: Load) -> Result<()> {
    let folder = load
        .on
        .data
        .clone()
        .context("reads needs --data: a folder that is kept")?;
    let name = format!("reads_{}", load.conversations);
    let place = Place::kept(&load.on, &folder, &name).await?;
    fill::fill(&place, load.conversations).await?;
    place.touch().await?;
    let measured = Measured {
        reader: place.db.reader(),
        db: place.db.clone(),
        load,
        seen: RefCell::default(),
    };
    measured.pages().await?;
    measured.opening().await?;
    measured.searches().await?;
    measured.log().await?;
    measured.deletions().await?;
    measured.worst();
    place.db.close().await;
    Ok(())
}

struct Measured {
    reader: Reader,
    db: Db,
    load: Load,
    /// The p99 and the median of each thing that was read.
    seen: RefCell<Vec<(String, [f64; 2])>>,
}

impl Measured {
    /// Reads once per reader and prints how long that took.
    async fn each<F, Fut>(&self, what: &str, read: F) -> Result<()>
    where
        F: Fn(Reads, u64) -> Fut,
        Fut: Future<Output = DbResult<usize>>,
    {
        let (mut times, mut rows) = (Times::default(), 0);
        let end = Instant::now() + Duration::from_mins(1);
        for n in 0..self.load.times + WARM {
            let begun = Instant::now();
            rows = read(Reads::of(n), n).await?.max(rows);
            if n >= WARM {
                times.add(begun.elapsed());
            }
            if Instant::now() > end && n > 2 * WARM {
                break;
            }
        }
        let (p99, p50) = (times.within(0.99), times.within(0.5));
        let seen = (what.to_owned(), [p99, p50]);
        self.seen.borrow_mut().push(seen);
        let detail = json!({
            "p50_ms": p50, "p95_ms": times.within(0.95), "max_ms": times.within(1.0),
            "reads": times.count(), "most_rows": rows,
        });
        self.print((what, "p99"), p99, detail);
        Ok(())
    }

    fn print(&self, (what, part): (&str, &str), value: f64, detail: Value) {
        let size = match self.load.conversations {
            n if n >= 1_000_000 => format!("{}m", n / 1_000_000),
            n => format!("{}k", n / 1_000),
        };
        Figure {
            name: self
                .load
                .on
                .database
                .figure(&format!("reads.{what}.{size}.{part}")),
            value,
            unit: "ms",
            workload: format!(
                "{part} at {} conversations of {} messages in {} workspaces, the biggest holding half",
                self.load.conversations,
                world::MESSAGES,
                world::WORKSPACES
            ),
            detail,
        }
        .print();
    }

    /// The slowest of each family: what the budgets are about.
    fn worst(&self) {
        for (family, prefix) in [
            ("inbox", "page."),
            ("search", "search."),
            ("open", "open"),
            ("log", "log."),
        ] {
            for (at, part) in ["p99", "p50"].into_iter().enumerate() {
                let seen = self.seen.borrow();
                let of_it = seen.iter().filter(|(what, _)| what.starts_with(prefix));
                let worst = of_it.max_by(|(_, one), (_, other)| one[at].total_cmp(&other[at]));
                // What is opened is one thing, whose p99 was printed with it.
                if let Some((what, times)) = worst.filter(|(what, _)| what != family || at > 0) {
                    self.print((family, part), times[at], json!({ "slowest": what }));
                }
            }
        }
    }

    /// What every console asks every thirty seconds.
    fn feed(&self, who: Reads) -> impl Future<Output = DbResult<usize>> + use<> {
        let reader = self.reader.clone();
        async move {
            let read = async move |conn: &mut Conn<'_>| {
                let latest = events::latest_seq(conn, who.workspace).await?;
                let told = events::feed(conn, who.workspace, latest - 500, 50).await?;
                leads::since(conn, who.workspace, Timestamp::from_ms(0)).await?;
                Ok(told.len())
            };
            reader.read(read).await
        }
    }

    async fn pages(&self) -> Result<()> {
        type Make = fn(Reads) -> Filter;
        let kinds: [(&str, Sort, Make); 10] = [
            ("all", Sort::Newest, |_| all()),
            ("all_oldest", Sort::LongestWait, |_| all()),
            ("waiting", Sort::LongestWait, |_| Filter {
                view: View::Waiting,
                ..all()
            }),
            ("mine", Sort::Newest, |who| Filter {
                view: View::Mine(who.user),
                ..all()
            }),
            ("open", Sort::Newest, |_| Filter {
                status: Some(StatusFilter::Open),
                ..all()
            }),
            ("resolved", Sort::Newest, |_| Filter {
                status: Some(StatusFilter::Resolved),
                ..all()
            }),
            ("unread", Sort::Newest, |who| Filter {
                status: Some(StatusFilter::Unread(who.user)),
                ..all()
            }),
            ("with_lead", Sort::Newest, |_| Filter {
                has_lead: true,
                ..all()
            }),
            ("assistant", Sort::Newest, |who| Filter {
                assistant: Some(who.assistant),
                ..all()
            }),
            ("also_silent", Sort::Newest, |_| Filter {
                engaged: false,
                ..all()
            }),
        ];
        for (name, sort, filter) in kinds {
            self.each(&format!("page.{name}"), |who, _| {
                self.page(who, filter(who), (sort, None))
            })
            .await?;
        }
        self.each("feed", |who, _| self.feed(who)).await?;
        self.each("page.deep", |who, n| {
            let at = Cursor {
                at: deep(n).into(),
                id: uuid::Uuid::max(),
            };
            self.page(who, all(), (Sort::Newest, Some(at)))
        })
        .await?;
        self.each("counts", |who, _| {
            self.read(async move |conn| {
                counts(conn, who.workspace, who.user)
                    .await
                    .map(|counts| counts.all as usize)
            })
        })
        .await
    }

    /// A conversation as the console opens it: six requests, of which four ask for the conversation first.
    async fn opening(&self) -> Result<()> {
        let many = self.load.conversations;
        self.each("open", |_, n| async move {
            let number = crate::words::mixed(n) % many;
            let who = Reads::of_conversation(number, n);
            let (ws, id) = (
                who.workspace,
                ConversationId::from(world::conversation(number)),
            );
            let person = ContactId::from(world::contact(number));
            let shown = self.read(async move |conn| {
                let found = conversations::find(conn, ws, id).await?;
                seen(conn, who, found.into_iter().collect()).await
            });
            let said = self.read(async move |conn| {
                drop(conversations::find(conn, ws, id).await?);
                messages::list(conn, ws, id, Part::Newest, 51)
                    .await
                    .map(|all| all.len())
            });
            let happened = self.read(async move |conn| {
                drop(conversations::find(conn, ws, id).await?);
                events::timeline(conn, ws, id, 0, 51)
                    .await
                    .map(|all| all.len())
            });
            let who_is_it = self.read(async move |conn| {
                contacts::find(conn, ws, person)
                    .await
                    .map(|found| usize::from(found.is_some()))
            });
            let earlier = self.read(async move |conn| {
                let all = conversations::of_contact(conn, ws, person, 20).await?;
                seen(conn, who, all).await
            });
            let all = tokio::join!(shown, said, happened, who_is_it, earlier);
            Ok(all.0? + all.1? + all.2? + all.3? + all.4?)
        })
        .await
    }

    async fn searches(&self) -> Result<()> {
        let kinds: [(&str, &[&str]); 8] = [
            (
                "word",
                &["hammock", "compass", "thermos", "gaiters", "buckle", "zip"],
            ),
            ("frequent", &["order"]),
            (
                "two_words",
                &[
                    "boots norway",
                    "tent wash",
                    "jacket guarantee",
                    "refund neighbour",
                ],
            ),
            ("two_frequent", &["order boots"]),
            ("rare", &["123456", "234567", "345678", "456789"]),
            ("prefix", &["snowsh", "carab", "memb"]),
            ("no_hit", &["xylophone", "quasar"]),
            ("name", &["lindqvist", "okafor", "tanaka@", "rosa v"]),
        ];
        for (name, texts) in kinds {
            self.each(&format!("search.{name}"), |who, n| {
                let text = texts[n as usize % texts.len()];
                self.read(async move |conn| {
                    let limit = Limit::new(None);
                    let page =
                        conversations::search(conn, who.workspace, (&all(), text), None, limit)
                            .await?;
                    seen(
                        conn,
                        who,
                        page.items
                            .into_iter()
                            .map(|found| found.conversation)
                            .collect(),
                    )
                    .await
                })
            })
            .await?;
        }
        Ok(())
    }

    async fn page(
        &self,
        who: Reads,
        filter: Filter,
        order: (Sort, Option<Cursor>),
    ) -> DbResult<usize> {
        self.read(async move |conn| {
            let page =
                conversations::list(conn, who.workspace, &filter, order, Limit::new(None)).await?;
            seen(conn, who, page.items).await
        })
        .await
    }

    async fn read<F>(&self, f: F) -> DbResult<usize>
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> DbResult<usize> + Send + 'static,
    {
        self.reader.read(f).await
    }
}

impl Reads {
    fn of_conversation(number: u64, n: u64) -> Self {
        let workspace = world::workspace_of(number);
        Self {
            workspace: world::workspace(workspace).into(),
            user: world::teammate(workspace, n % world::TEAM).into(),
            assistant: world::assistant(workspace).into(),
        }
    }
}

/// With what a list shows beside each.
async fn seen(
    conn: &mut Conn<'_>,
    who: Reads,
    rows: Vec<conversations::Conversation>,
) -> DbResult<usize> {
    let beside: Around = around(conn, who.workspace, who.user, &rows).await?;
    drop(beside);
    Ok(rows.len())
}

fn all() -> Filter {
    Filter {
        engaged: true,
        ..Filter::default()
    }
}

/// Somewhere far down the list.
fn deep(n: u64) -> i64 {
    1_795_168_800_000 - (n as i64 % 300) * 24 * 60 * 60 * 1_000
}
