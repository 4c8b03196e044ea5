//! Pages of the log with the filters that it offers, and how long deleting from it keeps others waiting.

use super::{Measured, Reads, deep, seen, world};
use anyhow::Result;
use baton_core::{
    channel::Channel,
    id::ConversationId,
    page::{Cursor, Limit},
};
use baton_db::{DbError, Result as DbResult};
use baton_store::{
    conversations::{
        delete,
        log::{Filter, Held, counts, log},
    },
    events::{self, erase},
};
use serde_json::json;
use std::time::Instant;

/// Conversations of five messages that are deleted at once: see `TOGETHER` of the app's `conversations/delete.rs`.
const TOGETHER: u64 = 33;
/// Transactions that are tried.
const TRIES: u64 = 20;
const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

fn all() -> Filter {
    Filter {
        engaged: true,
        ..Filter::default()
    }
}

/// What the page offers, alone and together, found often, rarely and never.
const KINDS: &[&str] = &[
    "plain",
    "also_silent",
    "channel",
    "channel_of_none",
    "assistant",
    "assistant_of_none",
    "held_by_assistant",
    "waiting",
    "held",
    "held_by_one",
    "resolved",
    "needs_human",
    "tag",
    "tag_of_none",
    "range",
    "together",
    "together_waiting",
    "together_of_none",
];

fn filter(kind: &str, who: Reads) -> Filter {
    let mut filter = all();
    match kind {
        "also_silent" => filter.engaged = false,
        "channel" => filter.channel = Some(Channel::Widget),
        "channel_of_none" => filter.channel = Some(Channel::Whatsapp),
        "assistant" => filter.assistant = Some(who.assistant),
        "assistant_of_none" => filter.assistant = Some(uuid::Uuid::max().into()),
        "held_by_assistant" => filter.held = Some(Held::Assistant),
        "waiting" | "together_waiting" => filter.held = Some(Held::Nobody),
        "held" => filter.held = Some(Held::Person),
        "held_by_one" => filter.held = Some(Held::By(who.user)),
        "resolved" | "together" | "together_of_none" => filter.held = Some(Held::None),
        "range" => {
            filter.from = Some((deep(100) - WEEK_MS).into());
            filter.until = Some(deep(100).into());
        }
        _ => {}
    }
    match kind {
        "tag" => filter.tag = Some("vip".to_owned()),
        "tag_of_none" => filter.tag = Some("none".to_owned()),
        _ => {}
    }
    if kind.starts_with("together") {
        filter.assistant = Some(who.assistant);
        filter.channel = Some(Channel::Widget);
        filter.from = Some(deep(20).into());
        filter.tag = Some("vip".to_owned());
    }
    filter.needs_human = matches!(
        kind,
        "needs_human" | "together_waiting" | "together_of_none"
    );
    filter
}

impl Measured {
    /// A page of the log as the console reads it.
    pub(super) async fn log(&self) -> Result<()> {
        for kind in KINDS {
            self.each(&format!("log.{kind}"), |who, n| async move {
                let filter = filter(kind, who);
                // Every other page is far down.
                let after = (n % 2 == 1).then(|| Cursor {
                    at: deep(n).into(),
                    id: uuid::Uuid::max(),
                });
                self.line(who, filter, after).await
            })
            .await?;
        }
        self.each("log.counts", |who, _| {
            self.read(async move |conn| {
                let found = counts(conn, who.workspace, &all()).await?;
                Ok(found.all as usize)
            })
        })
        .await
    }

    async fn line(&self, who: Reads, filter: Filter, after: Option<Cursor>) -> DbResult<usize> {
        self.read(async move |conn| {
            let page = log(conn, who.workspace, &filter, after, Limit::new(None)).await?;
            let ids: Vec<_> = page.items.iter().map(|c| c.id).collect();
            if !ids.is_empty() {
                drop(events::passes(conn, who.workspace, &ids).await?);
            }
            seen(conn, who, page.items).await
        })
        .await
    }

    /// How long one step of a deletion holds its locks. It is undone: the data serve again.
    pub(super) async fn deletions(&self) -> Result<()> {
        let (mut longest, mut erased) = (0.0_f64, 0.0_f64);
        for n in 0..TRIES {
            let first = crate::words::mixed(n) % self.load.conversations;
            let ids: Vec<ConversationId> = (0..)
                .map(|k| (first + k) % self.load.conversations)
                .filter(|number| world::workspace_of(*number) == 0)
                .take(TOGETHER as usize)
                .map(|number| world::conversation(number).into())
                .collect();
            let workspace = world::workspace(0).into();
            let (of_rows, of_events) = self.undone(workspace, ids).await?;
            longest = longest.max(of_rows);
            erased = erased.max(of_events);
        }
        let detail =
            json!({"conversations": TOGETHER, "messages_each": world::MESSAGES, "tries": TRIES});
        self.print(("delete", "held"), longest, detail.clone());
        self.print(("erase", "held"), erased, detail);
        Ok(())
    }

    async fn undone(
        &self,
        workspace: baton_core::id::WorkspaceId,
        ids: Vec<ConversationId>,
    ) -> Result<(f64, f64)> {
        let (tell, told) = std::sync::mpsc::channel();
        let done: Result<(), DbError> = self
            .db
            .write(async move |conn| {
                let begun = Instant::now();
                let gone = delete::delete(conn, workspace, &ids).await?;
                let stretch = erase::told(conn, workspace, &ids).await?;
                erase::erase_timelines(conn, workspace, &ids).await?;
                let of_rows = begun.elapsed().as_secs_f64() * 1_000.0;
                assert!(!gone.is_empty(), "nothing was deleted");
                let begun = Instant::now();
                if let Some(stretch) = stretch {
                    let last = stretch.last.min(stretch.first + 1_999);
                    let step = erase::Told { last, ..stretch };
                    erase::erase_said(conn, workspace, &ids, step).await?;
                }
                let of_events = begun.elapsed().as_secs_f64() * 1_000.0;
                let _told = tell.send((of_rows, of_events));
                // Rolled back.
                Err(DbError::NotFound)
            })
            .await;
        debug_assert!(done.is_err());
        Ok(told.recv()?)
    }
}
