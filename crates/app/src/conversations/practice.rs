//! Practising a handover: a visitor whom the server plays asks for a person, and answers the teammate who claims.
//!
//! All of it goes the way of a real visitor's messages. But nobody is alerted, no webhook is told, and nothing is counted:
//! that it is practice is told by the conversation's id, see [`ConversationId::practice`].

mod say;
mod start;

use crate::{
    App,
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{id::ConversationId, time::Timestamp};
use baton_store::{
    conversations::practice,
    workspaces::onboarding::{self, Noted},
};
use serde::{Deserialize, Serialize};

/// The kind of the job that has the visitor speak.
pub(crate) const KIND: &str = "practice.say";

/// How long the visitor thinks about what a teammate wrote.
const THINKS_MS: i64 = 4_000;

/// What the job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Payload {
    /// The conversation.
    pub(crate) conversation_id: ConversationId,
}

impl App {
    /// Erases the played visitors of up to `many` conversations that rested since `since`, as real ones are erased: the stream
    /// of events keeps nothing of them either, and open consoles learn of it.
    pub(crate) async fn sweep_practice(&self, since: Timestamp, many: i64) -> Result<()> {
        let rested = self
            .db
            .read(async move |conn| practice::rested(conn, since, many).await)
            .await?;
        for (workspace, contact) in rested {
            match self.erase_rested(workspace, contact).await {
                // Gone meanwhile: another node sweeps as well.
                Ok(_) | Err(AppError::NotFound) => {}
                // The next sweep tries again; the others are not in its way.
                Err(error) => tracing::warn!(%error, "a played visitor could not be erased"),
            }
        }
        Ok(())
    }
}

/// Has the visitor speak at that time, if it is theirs to speak then; once for each `cue`.
fn speak(
    unit: &mut Unit<'_, '_>,
    conversation_id: ConversationId,
    cue: &str,
    at: Timestamp,
) -> Result<()> {
    let key = format!("{conversation_id}:{cue}");
    unit.enqueue_at(KIND, Some(key), &Payload { conversation_id }, at)
}

/// A teammate wrote: the visitor answers soon, where they are played.
pub(crate) fn answer(unit: &mut Unit<'_, '_>, id: ConversationId, seq: i64) -> Result<()> {
    if !id.is_practice() {
        return Ok(());
    }
    let at = unit.now.plus_ms(THINKS_MS);
    speak(unit, id, &seq.to_string(), at)
}

/// A teammate let go of the baton: where they practised, and had answered, that is done.
pub(crate) async fn let_go(unit: &mut Unit<'_, '_>, id: ConversationId) -> Result<()> {
    if id.is_practice() && practice::was_answered(unit.conn, unit.workspace, id).await? {
        onboarding::note(unit.conn, unit.workspace, Noted::Practised, unit.now).await?;
    }
    Ok(())
}
