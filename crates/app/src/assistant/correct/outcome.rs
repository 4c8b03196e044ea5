//! What would be said, as it is shown.

use baton_ai::answer::{Answer, AnswerKind, Passage};
use baton_core::{
    assistant::correction::{ReplaySource, WouldSay},
    message::MessageKind,
};

/// Whether two answers are not the same: in their words, or, where a model would find these, in what it would be given.
pub(super) fn differ(one: &WouldSay, other: &WouldSay) -> bool {
    if one.kind != other.kind || one.text != other.text {
        return true;
    }
    let has = |of: &WouldSay, source: &ReplaySource| of.sources.contains(source);
    one.text.is_none()
        && (one.sources.len() != other.sources.len()
            || one.sources.iter().any(|source| !has(other, source)))
}

/// What an answer is, as a visitor would get it.
pub(super) const fn kind_of(answer: &Answer, passes: bool) -> MessageKind {
    match answer.kind {
        AnswerKind::Answer => MessageKind::Answer,
        AnswerKind::Decline if passes => MessageKind::Handover,
        AnswerKind::Decline => MessageKind::Decline,
        AnswerKind::Chat => MessageKind::Chat,
        AnswerKind::Handover => MessageKind::Handover,
    }
}

/// The documents that an answer rests on, each once.
pub(super) fn sources_of(
    answer: &Answer,
    passages: &[Passage],
    unpublished: Option<&Passage>,
) -> Vec<ReplaySource> {
    let mut sources: Vec<ReplaySource> = Vec::new();
    for cited in &answer.citations {
        let Some(passage) = passages.get(cited.passage) else {
            continue;
        };
        let is_new = unpublished.is_some_and(|new| new.chunk_id == passage.chunk_id);
        let source = ReplaySource {
            document_id: (!is_new).then(|| passage.document_id.into()),
            title: passage.title.clone(),
        };
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}
