//! Internal notes: what teammates write to each other about a conversation. Its visitor never reads them.

use crate::actor::Person;
use crate::id::{ConversationId, NoteId, UserId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many teammates one note may mention.
pub const MAX_MENTIONS: usize = 20;

/// An internal note, as members read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Note {
    /// The note.
    pub id: NoteId,
    /// The conversation it is about.
    pub conversation_id: ConversationId,
    /// Who wrote it.
    pub author: Person,
    /// Markdown.
    pub body: String,
    /// Who is told of it. In the text they stand as `@Name`.
    pub mentions: Vec<Person>,
    /// The author's own id for it.
    pub client_id: String,
    /// When it was stored.
    pub created_at: Timestamp,
}

impl Note {
    /// Whether it mentions somebody.
    pub fn mentions(&self, user: UserId) -> bool {
        self.mentions.iter().any(|person| person.id == user)
    }
}
