//! What members do with a conversation.

pub mod ask;
pub mod assign;
pub mod autopilot;
pub mod brief;
pub(crate) mod calling;
pub mod claim;
pub mod delete;
pub mod erase;
pub mod escalate;
pub mod export;
pub mod inbox;
pub mod mail_answer;
pub mod note;
pub mod order;
pub(crate) mod pass;
pub(crate) mod practice;
pub mod release;
pub mod reopen;
pub mod reply;
pub mod resolve;
pub mod tag;
pub(crate) mod topics;
pub mod transfer;
pub mod typing;
pub mod wait;

use crate::{
    caller::Caller,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{id::ConversationId, role::Permission};
use baton_store::{
    conversations::{self, Conversation},
    messages::{self, Part},
};

/// Why nothing is done with a closed conversation.
pub(crate) const RESOLVED: AppError =
    AppError::Conflict("This conversation is resolved. Reopen it first.");

/// Trials of drafts are nobody's but of who tries: for members they do not exist.
pub(crate) fn no_trial(id: ConversationId) -> Result<()> {
    if id.is_trial() {
        Err(AppError::NotFound)
    } else {
        Ok(())
    }
}

/// Loads a conversation for a change by a member. What is not theirs does not exist; what they may only read is forbidden.
pub(crate) async fn load(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    id: ConversationId,
) -> Result<Conversation> {
    no_trial(id)?;
    let found = conversations::find(unit.conn, caller.workspace, id).await?;
    let conversation = found.ok_or(AppError::NotFound)?;
    caller.require(Permission::ConversationReply)?;
    Ok(conversation)
}

/// What the visitor of a conversation wrote last.
pub(crate) async fn last_words(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
) -> Result<Option<String>> {
    let seq = messages::last_visitor_seq(unit.conn, unit.workspace, id).await?;
    let said = messages::list(unit.conn, unit.workspace, id, Part::Before(seq + 1), 1).await?;
    let last = said.into_iter().find(|message| message.seq == seq);
    Ok(last.map(|message| message.body))
}
