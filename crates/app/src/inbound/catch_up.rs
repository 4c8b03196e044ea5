//! A visitor's browser comes back and asks what it missed.

use crate::{
    App, Visitor,
    error::{AppError, Result},
};
use baton_core::message::Message;
use baton_store::{
    conversations::{self, Conversation},
    messages::{self, Part, amend},
    turns::{self, Running},
};

/// How many messages one answer holds.
const BATCH: i64 = 100;

/// What a visitor missed.
#[derive(Debug, Clone)]
pub struct Missed {
    /// Messages after the one asked for, ascending.
    pub messages: Vec<Message>,
    /// Earlier ones that teammates changed or took back.
    pub changed: Vec<Message>,
    /// Whether there are more.
    pub has_more: bool,
    /// The conversation as it stands.
    pub conversation: Conversation,
    /// An answer that is being made right now.
    pub turn: Option<Running>,
}

impl App {
    /// The messages after `seq` and the present state, read as one.
    pub async fn visitor_catch_up(&self, visitor: Visitor, seq: i64) -> Result<Missed> {
        let Visitor {
            workspace,
            conversation: id,
            ..
        } = visitor;
        self.db
            .read(async move |conn| {
                // The state first: messages that arrive in between are then newer than it, never older.
                let found = conversations::find(conn, workspace, id).await?;
                let conversation = found.ok_or(AppError::Unauthorized)?;
                let turn = turns::awaited(conn, workspace, id).await?;
                let after = Part::After(seq.max(conversation.cleared_seq));
                let mut messages = messages::list(conn, workspace, id, after, BATCH + 1).await?;
                let earlier = (conversation.cleared_seq, seq);
                let changed = amend::lately(conn, workspace, id, earlier).await?;
                let has_more = i64::try_from(messages.len()).unwrap_or(i64::MAX) > BATCH;
                messages.truncate(usize::try_from(BATCH).unwrap_or(usize::MAX));
                Ok(Missed {
                    messages,
                    changed,
                    has_more,
                    conversation,
                    turn,
                })
            })
            .await
    }
}
