//! The radar: how much a conversation that the assistant holds needs a person, weighed with every answer, and once more when
//! its visitor stays silent after a question without one.

use crate::{
    App,
    error::Result,
    unit::{Place, Unit},
};
use baton_ai::struggle::{is_negative, rephrases};
use baton_core::{
    actor::Actor,
    conversation::{
        HolderKind,
        struggle::{Signs, StruggleSign},
    },
    event::Event,
    id::{ConversationId, WorkspaceId},
    message::{Message, MessageKind, MessageRole},
};
use baton_store::{
    conversations::{self, Conversation, set_need},
    messages::{self, Part},
};
use serde::{Deserialize, Serialize};

/// The kind of the job that looks whether a visitor stayed silent.
pub(crate) const KIND: &str = "conversation.silence";

/// Silence after a question without an answer that counts as a sign, in milliseconds.
const SILENCE_MS: i64 = 5 * 60 * 1_000;
/// How many messages are read.
const MESSAGES: i64 = 20;
/// How many of the visitor's last messages, and of the assistant's, count.
const LAST: usize = 4;
/// What was found fits hardly where the confidence is below the threshold or so little above it.
const MARGIN: f64 = 0.08;

/// What the job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Payload {
    /// The conversation.
    pub(crate) conversation_id: ConversationId,
    /// Its last message then.
    pub(crate) seq: i64,
}

/// Whether what was found hardly fits the question.
pub(super) fn is_weak(confidence: f64, threshold: f64) -> bool {
    confidence < threshold + MARGIN
}

/// Weighs a conversation after an answer that was held, once it went out: what its passages were worth was weighed before.
pub(crate) async fn weigh_said(unit: &mut Unit<'_, '_>, conversation: &Conversation) -> Result<()> {
    let was_weak = has_weak_match(conversation);
    weigh(unit, conversation, was_weak).await
}

fn has_weak_match(conversation: &Conversation) -> bool {
    let known = conversation.struggle();
    known.is_some_and(|known| known.signs.contains(&StruggleSign::WeakMatch))
}

/// Weighs a conversation after an answer. Of one that somebody else holds by now nothing is kept.
pub(super) async fn weigh(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    weak_match: bool,
) -> Result<()> {
    // Played ones and trials need nobody; those who wait are in the queue.
    if !conversation.id.is_real() || conversation.holder() != HolderKind::Assistant {
        return Ok(());
    }
    let said = said(unit, conversation).await?;
    let signs = Signs {
        weak_match,
        ..signs(&said)
    };
    keep(unit, conversation, signs).await?;
    // The form for contact details may stand below it.
    let mut spoken = said.iter().rev();
    let spoke = spoken.find(|message| message.kind != Some(MessageKind::LeadForm));
    let has_declined = spoke.is_some_and(|message| message.kind == Some(MessageKind::Decline));
    match said.last() {
        Some(last) if has_declined => {
            let payload = Payload {
                conversation_id: conversation.id,
                seq: last.seq,
            };
            let key = Some(format!("{}:{}", conversation.id, last.seq));
            unit.enqueue_at(KIND, key, &payload, unit.now.plus_ms(SILENCE_MS))
        }
        _ => Ok(()),
    }
}

async fn said(unit: &mut Unit<'_, '_>, conversation: &Conversation) -> Result<Vec<Message>> {
    let id = conversation.id;
    let mut said = messages::said(unit.conn, unit.workspace, id, Part::Newest, MESSAGES).await?;
    said.retain(|message| message.seq > conversation.cleared_seq);
    // What a person took up is settled.
    let settled = said
        .iter()
        .rposition(|message| message.role == MessageRole::Human);
    Ok(said.split_off(settled.map_or(0, |at| at + 1)))
}

/// What is counted in what was said, oldest first.
fn signs(said: &[Message]) -> Signs {
    let last = |role: MessageRole| {
        let of = said.iter().filter(move |message| message.role == role);
        let mut of: Vec<&Message> = of.collect();
        of.split_off(of.len().saturating_sub(LAST))
    };
    let (visitor, own) = (last(MessageRole::User), last(MessageRole::Assistant));
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let pairs = visitor.iter().zip(visitor.iter().skip(1));
    let repeated = pairs.filter(|(before, after)| rephrases(&before.body, &after.body));
    let negative = visitor.iter().filter(|message| is_negative(&message.body));
    let refused = own
        .iter()
        .filter(|message| message.kind == Some(MessageKind::Decline));
    Signs {
        refused: count(refused.count()),
        rephrased: count(repeated.count()),
        negative: count(negative.count()),
        ..Signs::default()
    }
}

async fn keep(unit: &mut Unit<'_, '_>, conversation: &Conversation, signs: Signs) -> Result<()> {
    let struggle = signs.amount();
    let at = (conversation.id, conversation.epoch());
    if set_need(unit.conn, unit.workspace, at, struggle.as_ref()).await? {
        let place = Place::conversation(conversation.id, conversation.show_human_names);
        let actor = Actor::assistant(conversation.assistant_id, &conversation.assistant_name);
        unit.emit(place, actor, Event::NeedChanged { struggle });
    }
    Ok(())
}

impl App {
    /// A while after a question without an answer: that its visitor has said nothing since is a sign too.
    pub(crate) async fn weigh_silence(
        &self,
        workspace: WorkspaceId,
        Payload {
            conversation_id: id,
            seq,
        }: Payload,
    ) -> Result<()> {
        self.carry_out(workspace, async move |unit| {
            let found = conversations::find(unit.conn, workspace, id).await?;
            // Deleted, gone on, or somebody has it.
            let is_silent =
                |c: &Conversation| c.last_seq == seq && c.holder() == HolderKind::Assistant;
            let Some(conversation) = found.filter(is_silent) else {
                return Ok(());
            };
            let said = said(unit, &conversation).await?;
            let signs = Signs {
                silent: true,
                weak_match: has_weak_match(&conversation),
                ..signs(&said)
            };
            keep(unit, &conversation, signs).await
        })
        .await
    }
}
