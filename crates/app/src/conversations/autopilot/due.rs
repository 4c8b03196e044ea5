//! The time of a held answer is over and nobody decided: what its assistant's setting says happens.

use super::{by_assistant, pass::pass, stop, void};
use crate::{
    App,
    conversations::calling::{Call, call_person, language_of},
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{
    assistant::Unseen,
    conversation::{
        Reason, ReasonCode,
        held::{HeldAnswer, HeldState},
    },
    id::{ConversationId, HeldAnswerId, TurnId, UserId, WorkspaceId},
    trace::Outcome,
};
use baton_store::{
    conversations::{
        self, Conversation,
        held::{self, Held},
    },
    messages,
};
use serde::{Deserialize, Serialize};

/// The kind of the job.
pub(crate) const KIND: &str = "assistant.held";

/// What the job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Payload {
    /// The conversation.
    pub(crate) conversation_id: ConversationId,
    /// The answer.
    pub(crate) answer_id: HeldAnswerId,
}

/// How a look at a held answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looked {
    /// There is nothing left to do.
    Done,
    /// It waits for so many milliseconds more.
    NotYet(i64),
}

/// Has somebody look at an answer when its time is over.
pub(super) fn enqueue(unit: &mut Unit<'_, '_>, answer: &HeldAnswer) -> Result<()> {
    let payload = Payload {
        conversation_id: answer.conversation_id,
        answer_id: answer.id,
    };
    let key = Some(answer.id.to_string());
    unit.enqueue_at(KIND, key, &payload, answer.due_at)
}

type Over = Option<(Conversation, (TurnId, Outcome))>;

impl App {
    /// Does with a held answer what its assistant's setting says, once its time is over.
    pub(crate) async fn held_is_due(
        &self,
        workspace: WorkspaceId,
        Payload {
            conversation_id: id,
            answer_id,
        }: Payload,
    ) -> Result<Looked> {
        let found = self
            .db
            .read(async move |conn| {
                Ok::<_, AppError>(held::find(conn, workspace, (id, answer_id)).await?)
            })
            .await?;
        // Deleted with its conversation, or decided.
        let Some(held) = found.filter(|held| held.answer.state == HeldState::Held) else {
            return Ok(Looked::Done);
        };
        let left = held.answer.due_at.since_ms(self.clock.now());
        if left > 0 {
            return Ok(Looked::NotYet(left));
        }
        let online = self.presence.teammates(workspace);
        let over = self
            .carry_out(workspace, async move |unit| {
                due(unit, id, (held, online)).await
            })
            .await?;
        if let Some((conversation, over)) = over {
            self.told_over(workspace, &conversation, over);
        }
        Ok(Looked::Done)
    }
}

async fn due(
    unit: &mut Unit<'_, '_>,
    id: ConversationId,
    (held, online): (Held, Vec<UserId>),
) -> Result<Over> {
    let workspace = unit.workspace;
    // Whoever moved the epoch has made it void. From here on its row is ours.
    if !conversations::hold(unit.conn, workspace, id, held.epoch).await? {
        return Ok(None);
    }
    let found = held::waiting(unit.conn, workspace, id).await?;
    let Some(held) = found.filter(|now| now.answer.id == held.answer.id) else {
        return Ok(None);
    };
    if held.answer.due_at > unit.now {
        // Somebody began to change it between the look and the lock: the job comes again.
        return Err(AppError::Contended);
    }
    let found = conversations::find(unit.conn, workspace, id).await?;
    let conversation = found.ok_or(AppError::NotFound)?;
    let asked = messages::last_visitor_seq(unit.conn, workspace, id).await?;
    if asked > held.trigger_seq || held.trigger_seq <= conversation.cleared_seq {
        // They wrote again, which is answered instead, or cleared what this is about.
        void(unit, &conversation).await?;
        return Ok(None);
    }
    let turn = held.answer.turn_id;
    let over = match held.answer.unseen {
        Unseen::Send => {
            let outcome = held.outcome;
            pass(unit, &conversation, held, (HeldState::Sent, None, None)).await?;
            outcome
        }
        Unseen::Escalate => {
            stop(unit, &conversation, held, (HeldState::Escalated, None)).await?;
            call(unit, &conversation, online).await?;
            Outcome::Escalated
        }
    };
    Ok(Some((conversation, (turn, over))))
}

async fn call(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    online: Vec<UserId>,
) -> Result<()> {
    let call = Call {
        actor: by_assistant(conversation),
        reason: Reason::new(ReasonCode::Other, Some("Nobody looked at a held answer")),
        language: language_of(unit, conversation.contact_id).await?,
        online,
        is_said: false,
    };
    call_person(unit, conversation.id, call).await?;
    Ok(())
}
