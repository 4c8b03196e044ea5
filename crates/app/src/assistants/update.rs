//! Changing what is published about an assistant, at once: for programs. People change the draft.

use super::{
    load,
    publish::{Publishing, publish},
    settings::Settings,
};
use crate::{App, Caller, error::Result};
use baton_core::id::AssistantId;
use baton_store::assistants::{Draft, Kept};

impl App {
    /// Publishes a change of an assistant's settings as a version of its own. A draft stays, and takes it over, so that
    /// publishing it later does not take the change back. Answers the assistant afterwards.
    pub async fn update_assistant(
        &self,
        caller: &Caller,
        id: AssistantId,
        settings: Settings,
    ) -> Result<Kept> {
        let who = caller.clone();
        let act = ("assistant.update", ("assistant", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let kept = load(unit, &who, id).await?;
            let after = settings.clone().apply(kept.assistant.clone())?;
            super::known_avatar(unit, &after).await?;
            if after == kept.assistant {
                return Ok(kept);
            }
            let draft = match kept.draft.clone() {
                Some(draft) => Some(Draft {
                    assistant: settings.apply(draft.assistant.clone())?,
                    ..draft
                }),
                None => None,
            };
            let publishing = Publishing {
                caller: &who,
                to: after,
                draft,
                note: String::new(),
                action: "assistant.update",
            };
            publish(unit, &kept, publishing).await
        })
        .await
    }
}
