//! Deleting knowledge: nothing of it is answered from afterwards.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{id::SourceId, role::Permission};
use baton_store::{assistants, knowledge::sources};

impl App {
    /// Deletes a source with everything that was read from it.
    pub async fn delete_knowledge(&self, caller: &Caller, id: SourceId) -> Result<()> {
        const ACTION: &str = "knowledge.delete";
        let (asking, target) = (caller.clone(), ("knowledge_source", id.uuid()));
        let outcome = self
            .transact_slowly(caller.workspace, async move |unit| {
                let found = sources::find(unit.conn, unit.workspace, id).await?;
                let source = found.ok_or(AppError::NotFound)?;
                asking.require(Permission::KnowledgeWrite)?;
                sources::delete(unit.conn, unit.workspace, id).await?;
                assistants::bump_knowledge(unit.conn, unit.workspace, source.assistant_id).await?;
                unit.audit(&asking.actor(), ACTION, target).await
            })
            .await;
        self.audited(caller, ACTION, target, outcome).await
    }
}
