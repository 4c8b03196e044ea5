//! What a new workspace starts with: its owner and a first assistant.

use crate::{error::Result, unit::Unit};
use baton_core::{
    assistant::Assistant,
    id::{AssistantId, UserId, WorkspaceId},
    role::Role,
    text::Name,
};
use baton_store::{assistants, members, workspaces};

/// A new workspace.
#[derive(Debug, Clone, Copy)]
pub struct Founded {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its owner.
    pub owner: UserId,
    /// Its first assistant. No page may embed it yet.
    pub assistant: AssistantId,
}

/// Makes the workspace of this unit, owned by somebody who exists already.
pub(super) async fn found(unit: &mut Unit<'_, '_>, name: &Name, owner: UserId) -> Result<Founded> {
    let (workspace, now) = (unit.workspace, unit.now);
    workspaces::insert(unit.conn, workspace, name.as_str(), now).await?;
    members::put(unit.conn, workspace, owner, Role::Owner, now).await?;
    let assistant = Assistant {
        greeting: format!(
            "Hi, I am Scout, the assistant of {}. Ask me anything, or ask for a person at any time.",
            name.as_str()
        ),
        instructions: "Be friendly and brief. Answer from the knowledge alone; where it says nothing, say so and offer a person."
            .to_owned(),
        ..Assistant::new(unit.ids.next(), "Scout", now)
    };
    assistants::insert(unit.conn, workspace, &assistant).await?;
    Ok(Founded {
        workspace,
        owner,
        assistant: assistant.id,
    })
}
