//! Putting an assistant aside: no page shows it, its conversations stay. It can be taken up again.

use super::{load, tell};
use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{assistant::told::AssistantChange, id::AssistantId};
use baton_store::assistants::{self, Kept};

impl App {
    /// Puts an assistant aside, or takes it up again. The last one stays.
    pub async fn archive_assistant(
        &self,
        caller: &Caller,
        id: AssistantId,
        archived: bool,
    ) -> Result<Kept> {
        let action = if archived {
            "assistant.archive"
        } else {
            "assistant.restore"
        };
        let who = caller.clone();
        let act = (action, ("assistant", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let mut kept = load(unit, &who, id).await?;
            if kept.archived_at.is_some() == archived {
                return Ok(kept);
            }
            let all = assistants::list(unit.conn, unit.workspace).await?;
            let others = all
                .iter()
                .filter(|a| a.archived_at.is_none() && a.assistant.id != id);
            if archived && others.count() == 0 {
                return Err(AppError::Conflict(
                    "This is the only assistant in use. Make another one first.",
                ));
            }
            kept.archived_at = archived.then_some(unit.now);
            assistants::set_archived(unit.conn, unit.workspace, id, kept.archived_at).await?;
            let change = if archived {
                AssistantChange::Archived
            } else {
                AssistantChange::Restored
            };
            tell(unit, &who, &kept, change);
            unit.audit(&who.actor(), act.0, act.1).await?;
            Ok(kept)
        })
        .await
    }
}
