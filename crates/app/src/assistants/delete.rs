//! Deleting an assistant that was put aside, with all that is of it. It is gone for everybody at once; what it has goes bit
//! by bit in a job, so that nobody waits for it.

use super::tell;
use crate::{
    App, Caller,
    error::{AppError, Result},
    work::delete_assistant,
};
use baton_core::{assistant::told::AssistantChange, id::AssistantId, role::Permission};
use baton_store::assistants;

impl App {
    /// Deletes an assistant with its conversations, leads and knowledge.
    pub async fn delete_assistant(&self, caller: &Caller, id: AssistantId) -> Result<()> {
        let who = caller.clone();
        let act = ("assistant.delete", ("assistant", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let kept = assistants::find(unit.conn, unit.workspace, id).await?;
            let kept = kept.ok_or(AppError::NotFound)?;
            who.require(Permission::AssistantWrite)?;
            who.require(Permission::ConversationDelete)?;
            if kept.archived_at.is_none() {
                return Err(AppError::Conflict("Archive this assistant first."));
            }
            assistants::mark_deleted(unit.conn, unit.workspace, id, unit.now).await?;
            delete_assistant::enqueue(unit, id)?;
            tell(unit, &who, &kept, AssistantChange::Deleted);
            unit.audit(&who.actor(), act.0, act.1).await
        })
        .await
    }
}
