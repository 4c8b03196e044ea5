//! The built-in answerer: no model, no network. It quotes the part of the best passage that answers best, and cites it.

use futures_util::future::BoxFuture;

use crate::answer::{
    Answer, AnswerKind, Answerer, Cited, Failure, Phrase, Stage, Step, Steps, Tools, Turn,
    courtesy, emit, phrase,
};

mod asked_for;
mod excerpt;
mod plain;
mod select;
mod terms;

pub(crate) use plain::plain_text;

/// See the module.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extractive;

impl Answerer for Extractive {
    fn answer<'a>(
        &'a self,
        turn: &'a Turn,
        _tools: &'a dyn Tools,
        steps: &'a Steps,
    ) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(async move {
            emit(steps, Step::Stage(Stage::Writing)).await?;
            let answer = answer(turn);
            emit(steps, Step::Delta(answer.text.clone())).await?;
            Ok(answer)
        })
    }
}

/// The answer to `turn`, at once.
pub fn answer(turn: &Turn) -> Answer {
    if let Some((courtesy, language)) = courtesy(&turn.question) {
        let language = turn.assistant.speaks(language);
        return said(phrase(courtesy, language), AnswerKind::Chat);
    }
    if !turn.is_grounded() {
        return decline(turn);
    }
    let quotes = select::quotes(turn);
    if quotes.is_empty() {
        return decline(turn);
    }
    let mut text = String::new();
    let mut citations = Vec::new();
    for quote in quotes {
        let n = crate::num::ordinal(quote.passage).saturating_add(1);
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&quote.excerpt.shown());
        text.extend([" [", &n.to_string(), "]"]);
        citations.push(Cited {
            n,
            passage: quote.passage,
            quote: quote.excerpt.quote(),
        });
    }
    Answer {
        citations,
        ..said(&text, AnswerKind::Answer)
    }
}

fn decline(turn: &Turn) -> Answer {
    let words = if turn.assistant.passes {
        Phrase::Pass
    } else {
        Phrase::Decline
    };
    let language = turn.assistant.speaks(turn.language);
    said(phrase(words, language), AnswerKind::Decline)
}

fn said(text: &str, kind: AnswerKind) -> Answer {
    Answer {
        text: text.to_owned(),
        citations: Vec::new(),
        kind,
        is_unsupported: false,
        usage: None,
        model: None,
        first_token: None,
        tools: Vec::new(),
    }
}
