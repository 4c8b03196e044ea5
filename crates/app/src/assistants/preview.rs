//! Trying the draft in a real widget: an id for a while, by which a browser loads it as if it were published.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{id::AssistantId, role::Permission, time::Timestamp};
use baton_store::assistants::{self, previews};

/// How long a preview holds: as long as a conversation is resumed.
const HOLDS_MS: i64 = 24 * 60 * 60 * 1_000;

impl App {
    /// Makes a preview of an assistant's draft; answers its id and until when it holds.
    pub async fn preview_assistant(
        &self,
        caller: &Caller,
        id: AssistantId,
    ) -> Result<(AssistantId, Timestamp)> {
        let who = caller.clone();
        let act = ("assistant.preview", ("assistant", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let kept = assistants::find(unit.conn, unit.workspace, id).await?;
            kept.ok_or(AppError::NotFound)?;
            who.require(Permission::AssistantWrite)?;
            let (preview, until) = (unit.ids.next(), unit.now.plus_ms(HOLDS_MS));
            previews::insert(unit.conn, unit.workspace, (preview, id), until).await?;
            Ok((preview, until))
        })
        .await
    }
}
