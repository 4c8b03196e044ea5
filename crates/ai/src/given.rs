//! What a model would be given, without asking one.

use crate::answer::{Answer, AnswerKind, Answerer, Cited, Failure, Steps, Tools, Turn, courtesy};
use futures_util::future::BoxFuture;

/// Answers with no word: its sources are the passages that a model would read, and its kind is what the gate decides.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given;

impl Answerer for Given {
    fn answer<'a>(
        &'a self,
        turn: &'a Turn,
        _tools: &'a dyn Tools,
        _steps: &'a Steps,
    ) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(async move { Ok(given(turn)) })
    }
}

fn given(turn: &Turn) -> Answer {
    let is_grounded = turn.is_grounded();
    let kind = if courtesy(&turn.question).is_some() {
        AnswerKind::Chat
    } else if is_grounded {
        AnswerKind::Answer
    } else {
        AnswerKind::Decline
    };
    let read = if is_grounded { turn.passages.len() } else { 0 };
    let citations = (0..read).map(|passage| Cited {
        n: crate::num::ordinal(passage).saturating_add(1),
        passage,
        quote: String::new(),
    });
    Answer {
        text: String::new(),
        citations: citations.collect(),
        kind,
        is_unsupported: false,
        usage: None,
        model: None,
        first_token: None,
        tools: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::given;
    use crate::answer::{AnswerKind, Passage, Turn};

    #[test]
    fn a_model_reads_what_was_found_only_where_the_gate_lets_it() {
        let turn = |confidence| Turn {
            question: "How long can I return boots?".into(),
            passages: vec![Passage::default(), Passage::default()],
            confidence,
            threshold: 0.5,
            ..Turn::default()
        };
        let sure = given(&turn(0.9));
        assert_eq!((sure.kind, sure.citations.len()), (AnswerKind::Answer, 2));
        let unsure = given(&turn(0.1));
        assert_eq!(
            (unsure.kind, unsure.citations.len()),
            (AnswerKind::Decline, 0)
        );
    }
}
