//! What members do with a conversation.

pub mod claim;
pub mod escalate;
mod pass;
pub mod release;
pub mod reopen;
pub mod reply;
pub mod resolve;
pub mod tag;
pub mod typing;

use crate::{
    caller::Caller,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{id::ConversationId, role::Permission};
use baton_store::conversations::{self, Conversation};

/// Why nothing is done with a closed conversation.
pub(crate) const RESOLVED: AppError =
    AppError::Conflict("This conversation is resolved. Reopen it first.");

/// Loads a conversation for a change by a member. What is not theirs does not exist; what they may only read is forbidden.
pub(crate) async fn load(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    id: ConversationId,
) -> Result<Conversation> {
    let found = conversations::find(unit.conn, caller.workspace, id).await?;
    let conversation = found.ok_or(AppError::NotFound)?;
    caller.require(Permission::ConversationReply)?;
    Ok(conversation)
}
