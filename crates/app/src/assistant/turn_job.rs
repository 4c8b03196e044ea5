//! The job that answers a conversation. One waits per conversation at most; a turn also answers what came in meanwhile.

use crate::{error::Result, unit::Unit};
use baton_core::id::ConversationId;
use serde::{Deserialize, Serialize};

/// The kind of job.
pub const KIND: &str = "assistant.turn";

/// What the job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Payload {
    /// The conversation to answer.
    pub conversation_id: ConversationId,
}

/// Asks for an answer.
pub(crate) fn enqueue(unit: &mut Unit<'_, '_>, conversation_id: ConversationId) -> Result<()> {
    unit.enqueue(
        KIND,
        Some(conversation_id.to_string()),
        &Payload { conversation_id },
    )
}
