//! Changing what would be published next.

use super::{load, settings::Settings, tell};
use crate::{App, Caller, error::Result};
use baton_core::{assistant::told::AssistantChange, id::AssistantId};
use baton_store::assistants::{self, Draft, Kept};

impl App {
    /// Changes the draft of an assistant. One that is again as what is published is no draft any more.
    pub async fn change_draft(
        &self,
        caller: &Caller,
        id: AssistantId,
        settings: Settings,
    ) -> Result<Kept> {
        let who = caller.clone();
        let act = ("assistant.draft", ("assistant", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let mut kept = load(unit, &who, id).await?;
            let before = kept.edited().clone();
            let after = settings.apply(before.clone())?;
            super::known_avatar(unit, &after).await?;
            if after == before {
                return Ok(kept);
            }
            kept.draft = (after != kept.assistant).then(|| Draft {
                assistant: after,
                at: unit.now,
                by: Some(who.person.name.clone()),
            });
            assistants::set_draft(unit.conn, unit.workspace, id, kept.draft.as_ref()).await?;
            tell(unit, &who, &kept, AssistantChange::Draft);
            unit.audit(&who.actor(), act.0, act.1).await?;
            Ok(kept)
        })
        .await
    }

    /// Throws the draft away.
    pub async fn discard_draft(&self, caller: &Caller, id: AssistantId) -> Result<Kept> {
        let who = caller.clone();
        let act = ("assistant.discard", ("assistant", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let mut kept = load(unit, &who, id).await?;
            if kept.draft.take().is_none() {
                return Ok(kept);
            }
            assistants::set_draft(unit.conn, unit.workspace, id, None).await?;
            tell(unit, &who, &kept, AssistantChange::Draft);
            unit.audit(&who.actor(), act.0, act.1).await?;
            Ok(kept)
        })
        .await
    }
}
