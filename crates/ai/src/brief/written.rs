//! What a model wrote for a brief: read, held against what was said, and put into the brief. Nothing that the messages it
//! names do not say gets through.

mod support;

use super::{LONGEST, MOST, Material, WANTS, answer, quote};
use crate::language::Language;
use baton_core::conversation::brief::{
    Brief, BriefWriter, Fact, Failed, FailedHow, FirstLine, Quote, Tried, WrittenBrief,
};
use baton_core::message::{Message, MessageKind, MessageRole};
use baton_core::text::preview;
use support::{Support, folded};

/// As many facts that the visitor told are kept.
const FACTS: usize = 6;
/// The longest name of a fact, in characters.
const LONGEST_LABEL: usize = 32;

/// A line that a model wrote: what it is, the messages that it names, and its text.
struct Statement<'a> {
    what: &'a str,
    seqs: Vec<i64>,
    text: &'a str,
}

/// Reads what a model wrote about `material` and keeps what holds. What cannot be read is left out.
pub fn checked(text: &str, material: &Material) -> WrittenBrief {
    let mut written = WrittenBrief::default();
    for statement in text.lines().filter_map(statement) {
        let Some(cited) = cited(&statement.seqs, material) else {
            continue;
        };
        let Statement { what, text, .. } = statement;
        match what.to_ascii_uppercase().as_str() {
            "WANTS" if written.wants.len() < WANTS => {
                written.wants.extend(said(text, &cited, is_visitor));
            }
            "TRIED" if written.tried.len() < MOST => {
                written.tried.extend(said(text, &cited, is_answer));
            }
            "FAILED" if written.failed.len() < MOST => {
                written.failed.extend(said(text, &cited, |_| true));
            }
            "KNOWN" if written.known.len() < FACTS => written.known.extend(known(text, &cited)),
            "FIRST" if written.first_line.is_none() => {
                written.first_line = first_line(text, material);
            }
            _ => {}
        }
    }
    written
}

/// `WANTS 3, 4: a refund`, whatever a model puts around it.
fn statement(line: &str) -> Option<Statement<'_>> {
    let (head, text) = line.split_once(':')?;
    let head = head.trim_matches(|c: char| !c.is_alphanumeric());
    let end = head.find(|c: char| !c.is_ascii_alphabetic())?;
    let (what, rest) = head.split_at(end);
    let numbers = rest.split(|c: char| !c.is_ascii_digit());
    let seqs: Option<Vec<i64>> = numbers
        .filter(|number| !number.is_empty())
        .map(|number| number.parse().ok())
        .collect();
    let text = text.trim().trim_matches('*').trim();
    (!text.is_empty()).then_some(Statement {
        what,
        seqs: seqs?,
        text,
    })
}

/// The messages that a statement names: all of them exist, or it is none.
fn cited<'a>(seqs: &[i64], material: &'a Material) -> Option<Vec<&'a Message>> {
    let find = |seq: &i64| {
        let all = &mut material.messages.iter();
        all.find(|message| message.seq == *seq && is_read(message))
    };
    let cited: Option<Vec<&Message>> = seqs.iter().map(find).collect();
    cited.filter(|cited| !cited.is_empty())
}

/// Whether a model reads a message: the team's own are not what it hands over.
pub fn is_read(message: &Message) -> bool {
    message.role != MessageRole::Human
}

fn is_visitor(message: &Message) -> bool {
    message.role == MessageRole::User
}

fn is_answer(message: &Message) -> bool {
    let answers = matches!(
        message.kind,
        Some(MessageKind::Answer | MessageKind::Curated)
    );
    message.role == MessageRole::Assistant && answers
}

fn said(text: &str, cited: &[&Message], fits: impl Fn(&Message) -> bool) -> Option<Quote> {
    let first = cited.iter().find(|message| fits(message))?;
    let support = Support::of(cited.iter().map(|message| message.body.as_str()));
    support.carries(text, false).then(|| Quote {
        seq: first.seq,
        text: preview(text, LONGEST),
    })
}

/// `order number = A-1234`: the value stands in a message of the visitor as it is.
fn known(text: &str, cited: &[&Message]) -> Option<Fact> {
    let (label, value) = text.split_once('=')?;
    let (label, value) = (label.trim().to_lowercase(), value.trim());
    let is_name = |c: char| c.is_alphabetic() || matches!(c, ' ' | '_' | '-');
    let is_label =
        !label.is_empty() && label.chars().count() <= LONGEST_LABEL && label.chars().all(is_name);
    let stands =
        |message: &&&Message| is_visitor(message) && folded(&message.body).contains(&folded(value));
    let found = cited.iter().find(stands)?;
    (is_label && value.chars().any(char::is_alphanumeric)).then(|| Fact {
        label,
        value: preview(value, LONGEST),
        seq: Some(found.seq),
    })
}

/// A suggestion may name what is in the conversation, who wrote and who answered.
fn first_line(text: &str, material: &Material) -> Option<FirstLine> {
    let read = material.messages.iter().filter(|message| is_read(message));
    let names = [
        Some(material.assistant.as_str()),
        material.contact.as_ref().and_then(|c| c.name.as_deref()),
        material.lead.as_ref().and_then(|(l, _)| l.name.as_deref()),
    ];
    let support = Support::of(
        read.map(|message| message.body.as_str())
            .chain(names.into_iter().flatten()),
    );
    support.carries(text, true).then(|| FirstLine {
        text: preview(text, LONGEST),
        language: Language::detect_or(text, super::language(material))
            .code()
            .to_owned(),
    })
}

/// Puts what a model wrote from the messages up to `until` into a brief. What it says nothing of stays as it was assembled,
/// and so does what is stored: facts, and answers that are known to have failed. What the visitor wrote since is quoted.
pub fn put(brief: &mut Brief, written: WrittenBrief, (material, until): (&Material, i64)) {
    brief.written_by = BriefWriter::Model;
    if !written.wants.is_empty() {
        let since = super::wanted(material).into_iter();
        let since = since.filter(|message| message.seq > until).map(quote);
        brief.wants = written.wants.into_iter().chain(since).collect();
        // It says who wants what, and so did the call of a person.
        brief.summary = None;
    }
    let failed = brief.failed.iter().map(|failed| failed.seq);
    let failed: Vec<i64> = failed.collect();
    let tried: Vec<Tried> = written
        .tried
        .into_iter()
        .filter(|tried| !failed.contains(&tried.seq))
        .filter_map(|Quote { seq, text }| {
            let message = material.messages.iter().find(|m| m.seq == seq)?;
            Some(Tried {
                text,
                ..answer(message)
            })
        })
        .collect();
    if !tried.is_empty() {
        brief.tried = tried;
    }
    let further = written.failed.into_iter();
    brief
        .failed
        .extend(further.map(|Quote { seq, text }| Failed {
            how: FailedHow::Said,
            seq,
            text,
            detail: None,
        }));
    for fact in written.known {
        let value = folded(&fact.value);
        let mut all = brief.known.iter().chain(&brief.collected);
        if !all.any(|known| folded(&known.value) == value) {
            brief.known.push(fact);
        }
    }
    if let Some(first_line) = written.first_line {
        brief.first_line = first_line;
    }
}
