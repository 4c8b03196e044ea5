//! How much a conversation that the assistant holds needs a person.

use super::Conversation;
use baton_core::{
    conversation::struggle::{Struggle, StruggleSign},
    id::{ConversationId, WorkspaceId},
};
use baton_db::{Conn, Result, sql};

impl Conversation {
    /// How much it needs a person, where it does. Every change of holder begins anew.
    pub fn struggle(&self) -> Option<Struggle> {
        let need = u32::try_from(self.need).ok().filter(|need| *need > 0)?;
        let signs = self
            .need_signs
            .split(',')
            .filter_map(|sign| sign.parse().ok());
        Some(Struggle {
            need,
            signs: signs.collect(),
        })
    }
}

/// Stores how much a conversation needs a person, where its epoch is still this one. `false`: it has moved, or was so before.
pub async fn set_need(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (id, epoch): (ConversationId, i64),
    struggle: Option<&Struggle>,
) -> Result<bool> {
    let need = struggle.map_or(0, |struggle| i64::from(struggle.need));
    let signs: Vec<&str> = struggle
        .iter()
        .flat_map(|struggle| struggle.signs.iter().copied().map(StruggleSign::as_str))
        .collect();
    let signs = signs.join(",");
    let changed = conn
        .execute(sql!(
            "UPDATE conversations SET need = {}, need_signs = {}
             WHERE workspace_id = {} AND id = {} AND epoch = {} AND (need <> {} OR need_signs <> {})",
            need,
            &signs,
            workspace.uuid(),
            id.uuid(),
            epoch,
            need,
            &signs
        ))
        .await?;
    Ok(changed == 1)
}
