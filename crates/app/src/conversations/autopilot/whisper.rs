//! A teammate tells the assistant in private what to do: it does so in its own voice, and keeps the baton.

use super::{mode_of, place, void};
use crate::{
    App, Caller,
    assistant::turn_job,
    conversations::load,
    error::{AppError, InField as _, Result},
    unit::Unit,
};
use baton_core::{
    assistant::AutopilotMode,
    event::Event,
    id::ConversationId,
    team::whisper::{MOST, Whisper, WhisperText},
};
use baton_store::{
    conversations::{self, Conversation, whispers},
    messages, turns,
};

const NO_MODEL: AppError = AppError::Conflict(
    "No model is set: the built-in assistant quotes your pages and cannot follow a whisper. Take over instead.",
);
const NOT_ANSWERING: AppError = AppError::Conflict(
    "The assistant does not answer here right now, so it cannot be whispered to.",
);
const SILENT: AppError =
    AppError::Conflict("The visitor has not written yet. Whisper once they have.");
const MANY: AppError =
    AppError::Conflict("Five whispers wait to be carried out. Wait for the answer first.");

impl App {
    /// Whispers to the assistant of a running conversation: its next answer carries it out, and is made at once. Whoever takes
    /// over makes it void. Answers also whether the same waits already.
    pub async fn whisper(
        &self,
        caller: &Caller,
        id: ConversationId,
        body: &str,
    ) -> Result<(Whisper, bool)> {
        let (asking, follows) = (caller.clone(), self.follows_orders());
        let text = WhisperText::parse(body).in_field("body");
        let act = ("conversation.whisper", ("conversation", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            let conversation = load(unit, &asking, id).await?;
            let body = text?.into_string();
            if !follows {
                return Err(NO_MODEL);
            }
            let known = open(unit, &conversation).await?;
            let mine = known
                .iter()
                .find(|each| each.author.id == asking.person.id && each.body == body);
            if let Some(mine) = mine {
                return Ok((mine.clone(), true));
            }
            if known.len() >= MOST {
                return Err(MANY);
            }
            let whisper = Whisper {
                id: unit.ids.next(),
                conversation_id: id,
                author: asking.person.clone(),
                body,
                created_at: unit.now,
            };
            let epoch = conversation.epoch();
            whispers::insert(unit.conn, unit.workspace, &whisper, epoch).await?;
            // What is held was made without it, and nobody has read it: its question is still to be answered.
            if let Some(turn) = void(unit, &conversation).await? {
                turns::reopen(unit.conn, unit.workspace, turn).await?;
            }
            turn_job::enqueue(unit, id)?;
            unit.audit(&asking.actor(), act.0, act.1).await?;
            let event = Event::WhisperLeft {
                whisper: whisper.clone(),
            };
            unit.emit(place(&conversation), asking.actor(), event);
            Ok((whisper, false))
        })
        .await
    }
}

/// What waits in a conversation that may be whispered to, whose row is locked from here on.
async fn open(unit: &mut Unit<'_, '_>, conversation: &Conversation) -> Result<Vec<Whisper>> {
    let (workspace, id, epoch) = (unit.workspace, conversation.id, conversation.epoch());
    let stands = conversations::hold(unit.conn, workspace, id, epoch).await?;
    if !stands
        || !conversation.state().assistant_answers()
        || mode_of(unit, conversation).await? == AutopilotMode::Off
    {
        return Err(NOT_ANSWERING);
    }
    let asked = messages::last_visitor_seq(unit.conn, workspace, id).await?;
    if asked <= conversation.cleared_seq {
        return Err(SILENT);
    }
    Ok(whispers::waiting(unit.conn, workspace, id, epoch).await?)
}
