//! The handover brief, put together from what is stored: nothing in it is made up. A model may put it into words, and each
//! of its statements is held against what was said: see [`checked`].

mod facts;
mod first_line;
#[cfg(test)]
mod tests;
mod written;

pub use written::{checked, is_read, put};

use crate::answer::{REQUEST_HUMAN, courtesy};
use crate::handover::asks_for_person;
use crate::language::Language;
use crate::topics;
use baton_core::contact::Contact;
use baton_core::conversation::brief::{
    Brief, BriefWriter, Failed, FailedHow, Quote, Source, Tried,
};
use baton_core::conversation::{Reason, ReasonCode};
use baton_core::lead::LeadFacts;
use baton_core::message::rating::{Rating, Thumb};
use baton_core::message::{Message, MessageKind, MessageRole};
use baton_core::text::{plain, preview};
use baton_core::time::Timestamp;
use baton_core::trace::{Outcome, Trace};

/// The longest quote, in characters.
const LONGEST: usize = 240;
/// As many of the visitor's last messages say what they want.
const WANTS: usize = 2;
/// As many answers, and as many failures, are told: the last ones.
const MOST: usize = 3;

/// What a brief is made from.
#[derive(Debug, Clone, Default)]
pub struct Material {
    /// The assistant's name.
    pub assistant: String,
    /// Since when and why a person is needed.
    pub escalated: Option<(Timestamp, Reason)>,
    /// What was said from when the assistant got the conversation until a person did, ascending.
    pub messages: Vec<Message>,
    /// What the visitor says of answers, by their seq.
    pub ratings: Vec<(i64, Rating)>,
    /// Records of the turns in which the assistant let go.
    pub traces: Vec<Trace>,
    /// Who writes.
    pub contact: Option<Contact>,
    /// The page that they are on: its address, and its title.
    pub page: Option<(String, Option<String>)>,
    /// What they left, and what they want by it.
    pub lead: Option<(LeadFacts, Option<String>)>,
}

/// Puts a brief together.
pub fn assemble(material: &Material) -> Brief {
    let wants = wanted(material);
    let said: Vec<&str> = wants.iter().map(|message| message.body.as_str()).collect();
    let topic = topics::of(&said, 1).pop();
    let failed = failed(material);
    let tried = tried(material, &failed);
    let collected = facts::collected(material);
    let first_line = first_line::write(material, topic.as_deref(), (&tried, &failed));
    Brief {
        written_by: BriefWriter::Trace,
        is_being_written: false,
        assistant: material.assistant.clone(),
        escalated_at: material.escalated.as_ref().map(|(at, _)| *at),
        reason: material.escalated.as_ref().map(|(_, why)| why.clone()),
        topic,
        wants: wants.into_iter().map(quote).collect(),
        summary: summary(material),
        known: facts::known(material, &collected),
        tried,
        failed,
        collected,
        first_line,
    }
}

fn quote(message: &Message) -> Quote {
    Quote {
        seq: message.seq,
        text: preview(&plain(&message.body), LONGEST),
    }
}

fn by_visitor(material: &Material) -> impl DoubleEndedIterator<Item = &Message> {
    let messages = material.messages.iter();
    messages.filter(|message| message.role == MessageRole::User)
}

/// The last messages of the visitor that name something. Where none does: the last that is more than a courtesy, and
/// rather not one that only asks for a person.
fn wanted(material: &Material) -> Vec<&Message> {
    let names = |message: &&Message| !topics::of(&[message.body.as_str()], 1).is_empty();
    let mut naming: Vec<&Message> = by_visitor(material)
        .rev()
        .filter(names)
        .take(WANTS)
        .collect();
    naming.reverse();
    if !naming.is_empty() {
        return naming;
    }
    let says = |message: &&Message| courtesy(&message.body).is_none();
    let only = |message: &&Message| says(message) && !asks_for_person(&message.body);
    let last = by_visitor(material).rev().find(only);
    let last = last.or_else(|| by_visitor(material).rev().find(says));
    last.into_iter().collect()
}

/// The last question before a message of the assistant.
fn question_before(material: &Material, seq: i64) -> Option<&Message> {
    by_visitor(material).rfind(|message| message.seq < seq)
}

fn trace_of<'a>(material: &'a Material, message: &Message) -> Option<&'a Trace> {
    let turn = message.turn_id?;
    material.traces.iter().find(|trace| trace.turn_id == turn)
}

/// What the assistant answered, without what the visitor said did not help.
fn tried(material: &Material, failed: &[Failed]) -> Vec<Tried> {
    let answers = material.messages.iter().filter(|message| {
        let answers = matches!(
            message.kind,
            Some(MessageKind::Answer | MessageKind::Curated)
        );
        message.role == MessageRole::Assistant
            && answers
            && !failed.iter().any(|failed| failed.seq == message.seq)
    });
    let mut tried: Vec<Tried> = answers.rev().take(MOST).map(answer).collect();
    tried.reverse();
    tried
}

fn answer(message: &Message) -> Tried {
    let Quote { seq, text } = quote(message);
    let mut sources: Vec<Source> = Vec::new();
    for citation in &message.citations {
        let source = Source {
            title: citation.title.clone(),
            url: citation.url.clone(),
        };
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    Tried { seq, text, sources }
}

fn failed(material: &Material) -> Vec<Failed> {
    let of = |message: &Message| -> Option<Failed> {
        let down = material
            .ratings
            .iter()
            .find(|(seq, rating)| (*seq, rating.thumb) == (message.seq, Thumb::Down));
        let (how, about, detail) = match (message.kind?, down) {
            (_, Some((_, rating))) => (FailedHow::RatedDown, message, rating.comment.clone()),
            (kind, None) => {
                let (how, detail) = let_go(material, kind, message)?;
                (how, question_before(material, message.seq)?, detail)
            }
        };
        let Quote { seq, text } = quote(about);
        Some(Failed {
            how,
            seq,
            text,
            detail,
        })
    };
    let own = material.messages.iter();
    let own = own.filter(|message| message.role == MessageRole::Assistant);
    let mut failed: Vec<Failed> = Vec::new();
    for each in own.filter_map(of) {
        // A question that was declined and then passed on failed once.
        failed.retain(|known| (known.seq, known.how) != (each.seq, each.how));
        failed.push(each);
    }
    failed.drain(..failed.len().saturating_sub(MOST));
    failed
}

/// How the assistant had no answer, where it had none.
fn let_go(
    material: &Material,
    kind: MessageKind,
    message: &Message,
) -> Option<(FailedHow, Option<String>)> {
    let trace = trace_of(material, message);
    let is_unknown = || {
        let why = material.escalated.as_ref().map(|(_, reason)| reason.code);
        why == Some(ReasonCode::NotInKnowledge)
    };
    match kind {
        MessageKind::Decline => Some((FailedHow::Declined, None)),
        MessageKind::Handover if trace.is_some_and(|t| t.outcome == Outcome::Failed) => {
            Some((FailedHow::Unreachable, trace.and_then(|t| t.error.clone())))
        }
        MessageKind::Handover if is_unknown() => Some((FailedHow::Declined, None)),
        _ => None,
    }
}

/// What a model told whoever takes over when it called a person.
fn summary(material: &Material) -> Option<Quote> {
    let own = material.messages.iter().rev();
    own.filter_map(|message| Some((message.seq, trace_of(material, message)?)))
        .find_map(|(seq, trace)| {
            let call = trace.tools.iter().rev();
            let call = call.into_iter().find(|tool| tool.name == REQUEST_HUMAN)?;
            let told: serde_json::Value = serde_json::from_str(&call.arguments).ok()?;
            let text = preview(told.get("summary")?.as_str()?, LONGEST);
            (!text.is_empty()).then_some(Quote { seq, text })
        })
}

/// What the visitor writes in; where it cannot be told, their browser's language.
pub fn language(material: &Material) -> Language {
    let said: Vec<&str> = by_visitor(material).map(|m| m.body.as_str()).collect();
    let locale = material.contact.as_ref().and_then(|c| c.locale.as_deref());
    let fallback = locale.map_or(Language::English, Language::from_tag);
    Language::detect_or(&said.join("\n"), fallback)
}
