//! Scheduled replies: written by whoever holds the baton, and said at a time of their choice, unless the conversation goes on
//! before. Its visitor reads nothing of them until then.

use crate::actor::Person;
use crate::conversation::Then;
use crate::id::{ConversationId, ScheduledReplyId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many wait in one conversation at once.
pub const MOST: usize = 5;

crate::codes! {
    /// What became of a scheduled reply.
    pub enum ScheduledState {
        /// Its time has not come.
        Waiting = "waiting",
        /// It was said.
        Sent = "sent",
        /// Somebody took it back.
        Withdrawn = "withdrawn",
        /// Its time came, and it was not said: the visitor had written meanwhile.
        Overtaken = "overtaken",
        /// Its time came, and it was not said: whoever wrote it held the baton no longer.
        NotHeld = "not_held",
    }
}

impl ScheduledState {
    /// Whether there is still something to be done with it: it waits, or was not said and nobody has taken it back.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Waiting | Self::Overtaken | Self::NotHeld)
    }
}

/// A scheduled reply, as members read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScheduledReply {
    /// The reply.
    pub id: ScheduledReplyId,
    /// The conversation that it is for.
    pub conversation_id: ConversationId,
    /// Whose words they are.
    pub author: Person,
    /// The author's own id of the message that it becomes.
    pub client_id: String,
    /// Markdown.
    pub body: String,
    /// What becomes of the conversation with it.
    pub then: Option<Then>,
    /// The last message that its author had read: where the visitor wrote after it, it is not said.
    pub after_seq: i64,
    /// What became of it.
    pub state: ScheduledState,
    /// When it is to be said.
    pub due_at: Timestamp,
    /// When it was written.
    pub created_at: Timestamp,
}
