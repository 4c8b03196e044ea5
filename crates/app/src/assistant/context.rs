//! What a turn starts from: who speaks, what was said, and what people did meanwhile.

use crate::{
    App,
    conversations::autopilot::own_mode,
    error::{AppError, Result},
};
use baton_ai::answer::{Line, Persona, Speaker, Spoken};
use baton_core::{
    assistant::{Assistant, Autopilot, Tone},
    event::{Envelope, Event},
    id::{ConversationId, WorkspaceId},
    message::{Message, MessageKind, MessageRole},
    team::whisper::Whisper,
    text::preview,
    time::Timestamp,
};
use baton_db::Conn;
use baton_store::{
    assistants::{self, Kept},
    contacts,
    conversations::{self, Conversation, orders, whispers},
    events,
    messages::{self, Part},
    turns, workspaces,
};

/// How many messages before the question a model reads.
const HISTORY: i64 = 20;
/// How much of the timeline is looked through for stretches in which a person held the baton.
const TIMELINE: i64 = 200;

/// A conversation that is to be answered.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    pub(crate) conversation: Conversation,
    pub(crate) assistant: Kept,
    /// Messages before the question that the visitor has not cleared, oldest first.
    pub(crate) before: Vec<Message>,
    /// The visitor's latest message.
    pub(crate) question: Message,
    pub(crate) persona: Persona,
    pub(crate) human_notes: Vec<String>,
    /// What who handed back wants kept to, as far as it is in force.
    pub(crate) orders: Vec<String>,
    /// What teammates whispered and no answer has carried out.
    pub(crate) whispers: Vec<Whisper>,
    /// The question has had its answer: only a whisper calls for this turn.
    pub(crate) is_unprompted: bool,
    pub(crate) contact: Vec<(String, String)>,
    /// Whether the answer goes out by itself.
    pub(crate) autopilot: Autopilot,
    pub(crate) begun_at: Timestamp,
}

impl Context {
    /// The history as a model reads it.
    pub(crate) fn lines(&self) -> Vec<Line> {
        self.before.iter().map(line).collect()
    }
}

/// A message as a model reads it.
pub(crate) fn line(message: &Message) -> Line {
    let speaker = match message.role {
        MessageRole::User => Speaker::Visitor,
        MessageRole::Assistant => Speaker::Assistant,
        MessageRole::Human => Speaker::Teammate,
    };
    Line {
        speaker,
        text: message.body.clone(),
    }
}

impl App {
    /// What is to be answered in a conversation; `None` where nothing is, or where the assistant does not hold the baton.
    pub(crate) async fn turn_context(
        &self,
        workspace: WorkspaceId,
        id: ConversationId,
    ) -> Result<Option<Context>> {
        let begun_at = self.clock.now();
        let follows = self.follows_orders();
        self.db
            .read(async move |conn| {
                let Some(conversation) = conversations::find(conn, workspace, id).await? else {
                    return Ok(None);
                };
                let asked = messages::last_visitor_seq(conn, workspace, id).await?;
                let handled = turns::last_handled_seq(conn, workspace, id).await?;
                let whispers = if follows {
                    whispers::waiting(conn, workspace, id, conversation.epoch()).await?
                } else {
                    Vec::new()
                };
                let is_unprompted = asked <= handled;
                let is_due = conversation.state().assistant_answers()
                    && (!is_unprompted || !whispers.is_empty());
                if !is_due || asked <= conversation.cleared_seq {
                    return Ok(None);
                }
                let asked = (asked, is_unprompted);
                let context = gather(conn, (workspace, conversation), asked, begun_at).await?;
                Ok(Some(Context {
                    whispers,
                    ..context
                }))
            })
            .await
    }
}

/// What an answer to the message `asked` of a conversation starts from; where that has been answered, everything since is read
/// too.
pub(super) async fn gather(
    conn: &mut Conn<'_>,
    (workspace, conversation): (WorkspaceId, Conversation),
    (asked, is_unprompted): (i64, bool),
    begun_at: Timestamp,
) -> Result<Context> {
    let id = conversation.id;
    let mut before =
        messages::said(conn, workspace, id, Part::Before(asked + 1), HISTORY + 1).await?;
    let question = before.pop().ok_or(AppError::NotFound)?;
    if is_unprompted {
        before = messages::said(conn, workspace, id, Part::Newest, HISTORY).await?;
    }
    before.retain(|m| m.seq > conversation.cleared_seq);
    let assistant = assistants::find(conn, workspace, conversation.assistant_id).await?;
    let mut assistant = assistant.ok_or(AppError::NotFound)?;
    if id.is_trial() {
        assistant.assistant = assistant.edited().clone();
    }
    let passes = assistant.assistant.handover.passes(declines(&before));
    let company = workspaces::find(conn, workspace)
        .await?
        .map(|w| w.name)
        .unwrap_or_default();
    let contact = contacts::find(conn, workspace, conversation.contact_id).await?;
    let timeline = events::timeline(conn, workspace, id, 0, TIMELINE).await?;
    let persona = Persona {
        name: assistant.assistant.name.clone(),
        company,
        tone: tone(assistant.assistant.tone),
        languages: spoken(&assistant.assistant),
        instructions: assistant.assistant.instructions.clone(),
        facts: Vec::new(),
        avoid: assistant.assistant.guardrails.avoid.clone(),
        max_words: longest(&assistant.assistant),
        passes,
    };
    let facts = contact.map(|c| [("Name", c.name), ("E-mail", c.email), ("Phone", c.phone)]);
    let contact = facts.into_iter().flatten();
    let contact = contact
        .filter_map(|(k, v)| Some((k.to_owned(), v?)))
        .collect();
    let human_notes = human_notes(&timeline, &before);
    let orders = orders::in_force(conn, workspace, id, begun_at).await?;
    let orders = orders.into_iter().map(|order| order.body).collect();
    let autopilot = assistant
        .assistant
        .autopilot
        .or_own(own_mode(&conversation));
    Ok(Context {
        conversation,
        assistant,
        before,
        question,
        persona,
        human_notes,
        orders,
        whispers: Vec::new(),
        is_unprompted,
        contact,
        autopilot,
        begun_at,
    })
}

/// The longest answer of an assistant, in words.
pub(crate) fn longest(assistant: &Assistant) -> usize {
    usize::try_from(assistant.guardrails.max_words).unwrap_or(usize::MAX)
}

/// What it answers in.
pub(crate) fn spoken(assistant: &Assistant) -> Vec<Spoken> {
    let spoken = assistant.languages.iter().map(|language| Spoken {
        tag: language.as_str(),
        name: language.name(),
    });
    spoken.collect()
}

/// How it speaks, as a sentence to a model.
pub(crate) const fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Factual => "Be factual: to the point, without pleasantries.",
        Tone::Warm => "Be warm and brief.",
        Tone::Playful => "Be playful: light and cheerful, never at the cost of being clear.",
    }
}

/// How many of the assistant's last messages in a row had no answer.
fn declines(before: &[Message]) -> u32 {
    let own = before.iter().rev().filter(|m| m.role != MessageRole::User);
    let declined = own.take_while(|m| m.kind == Some(MessageKind::Decline));
    u32::try_from(declined.count()).unwrap_or(u32::MAX)
}

/// One line for each stretch in which a teammate held the baton: who, what they said, and that it is over.
fn human_notes(timeline: &[Envelope], messages: &[Message]) -> Vec<String> {
    let mut notes = Vec::new();
    let mut began: Option<(String, Timestamp)> = None;
    for event in timeline {
        match &event.event {
            Event::ConversationClaimed { baton, .. } => {
                // Of a transfer the actor is who let go.
                let holder = baton.person.as_ref().map(|person| person.name.clone());
                let name = holder
                    .or_else(|| event.actor.name.clone())
                    .unwrap_or_else(|| "A teammate".to_owned());
                began = Some(match began.take() {
                    Some((earlier, since)) if earlier != name => {
                        (format!("{earlier}, then {name}"), since)
                    }
                    Some(same) => same,
                    None => (name, event.at),
                });
            }
            Event::ConversationReleased { .. } | Event::ConversationResolved { .. } => {
                if let Some((name, since)) = began.take() {
                    notes.push(note(&name, (since, event.at), messages));
                }
            }
            _ => {}
        }
    }
    notes
}

fn note(name: &str, (since, until): (Timestamp, Timestamp), messages: &[Message]) -> String {
    let said: Vec<String> = messages
        .iter()
        .filter(|m| m.role == MessageRole::Human && (since..=until).contains(&m.created_at))
        .map(|m| format!("\u{201c}{}\u{201d}", preview(&m.body, 400)))
        .collect();
    let said = if said.is_empty() {
        "They wrote nothing.".to_owned()
    } else {
        format!("They wrote: {}", said.join(" "))
    };
    format!(
        "{name}, a teammate, took over this conversation and has handed it back to you. {said} Go on from there and keep \
         what was promised."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_core::{
        actor::Actor,
        conversation::{Baton, BatonState, HolderKind},
        id::Ids,
        message::MessageState,
        time::Clock,
    };

    fn envelope(ids: &Ids, at: i64, event: Event) -> Envelope {
        let actor = Actor {
            name: Some("Maya".into()),
            ..Actor::system()
        };
        Envelope {
            id: ids.next(),
            seq: at,
            workspace_id: ids.next(),
            conversation_id: None,
            at: Timestamp::from_ms(at),
            actor,
            event,
        }
    }

    #[test]
    fn the_end_of_a_human_stretch_is_told() {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1);
        let baton = || Baton::of(&BatonState::new(), None);
        let claimed = |at| {
            envelope(
                &ids,
                at,
                Event::ConversationClaimed {
                    baton: baton(),
                    from: HolderKind::Assistant,
                },
            )
        };
        let released = |at| {
            envelope(
                &ids,
                at,
                Event::ConversationReleased {
                    baton: baton(),
                    from: HolderKind::Person,
                },
            )
        };
        let said = Message {
            id: ids.next(),
            conversation_id: ids.next(),
            seq: 2,
            role: MessageRole::Human,
            author: None,
            body: "Your refund is approved.".into(),
            client_id: None,
            state: MessageState::Complete,
            kind: None,
            citations: vec![],
            turn_id: None,
            created_at: Timestamp::from_ms(15),
            edited_at: None,
            attachments: Vec::new(),
        };
        let notes = human_notes(
            &[claimed(10), released(20), claimed(30), released(40)],
            &[said],
        );
        assert_eq!(notes.len(), 2);
        assert!(
            notes[0].contains("Maya")
                && notes[0].contains("handed it back")
                && notes[0].contains("refund is approved")
        );
        assert!(notes[1].contains("wrote nothing"));
        assert!(human_notes(&[claimed(10)], &[]).is_empty());
    }
}
