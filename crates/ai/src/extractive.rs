//! The built-in answerer: no model, no network. It quotes the part of the best passage that answers best, and cites it.

use futures_util::future::BoxFuture;

use crate::answer::{
    Answer, AnswerKind, Answerer, Cited, Failure, Passage, Phrase, Stage, Step, Steps, Tools, Turn,
    courtesy, emit, phrase,
};
use crate::index::question_key;
use crate::text::clip;

mod asked_for;
mod excerpt;
mod plain;
mod select;
mod terms;

pub(crate) use plain::plain_text;

/// How much of an answer of the team its citation quotes, in characters.
const QUOTED: usize = 400;

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
    if let Some(answer) = curated(turn, quotes.first().map(|quote| quote.passage)) {
        return answer;
    }
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

/// What the team has written as the answer, whole: where its question was asked word for word, or where it answers best.
fn curated(turn: &Turn, best: Option<usize>) -> Option<Answer> {
    let is_asked = |passage: &Passage| {
        let question = passage.question.as_deref().unwrap_or_default();
        passage.is_curated && question_key(question) == question_key(&turn.question)
    };
    let at = match turn.passages.first() {
        Some(first) if is_asked(first) => 0,
        _ => best?,
    };
    let passage = turn.passages.get(at).filter(|passage| passage.is_curated)?;
    let n = crate::num::ordinal(at).saturating_add(1);
    let quote = clip(&plain_text(&passage.text), QUOTED).to_owned();
    let cited = Cited {
        n,
        passage: at,
        quote,
    };
    Some(Answer {
        citations: vec![cited],
        ..said(
            &format!("{} [{n}]", passage.text.trim()),
            AnswerKind::Answer,
        )
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chunk::Chunk;
    use crate::index::Index;
    use crate::query::Asked;
    use crate::search::search;
    use uuid::Uuid;

    const OLD: &str = "Boots can be returned within 30 days of delivery. You pay for the way back.";
    const NEW: &str =
        "Within **60 days**, and the way back is free.\n\n- Keep the box.\n- Ask us for a label.";

    fn known(curated: &[&str]) -> (Index, Vec<Passage>) {
        let old = Chunk {
            document_id: Uuid::from_u128(1),
            title: "Returns".into(),
            question: Some("How long can I return boots?".into()),
            text: OLD.into(),
            ..Chunk::default()
        };
        let written = (2_u128..).zip(curated).map(|(n, answer)| {
            Chunk::curated(Uuid::from_u128(n), "How long can I return boots?", answer)
        });
        let chunks: Vec<Chunk> = std::iter::once(old).chain(written).collect();
        let passages = chunks.iter().map(|chunk| Passage {
            chunk_id: chunk.document_id,
            title: chunk.title.clone(),
            question: chunk.question.clone(),
            text: chunk.text.clone(),
            is_curated: chunk.is_curated,
            ..Passage::default()
        });
        let passages = passages.collect();
        let index = Index::of(chunks.iter().map(|chunk| (chunk.document_id, chunk)));
        (index, passages)
    }

    fn asked(question: &str, curated: &[&str]) -> Answer {
        let (index, passages) = known(curated);
        let asked = Asked {
            question,
            ..Asked::default()
        };
        let searched = search(&index, &asked, 8);
        let hits = searched.found.hits.iter();
        let found = hits.filter_map(|hit| passages.iter().find(|p| p.chunk_id == hit.chunk_id));
        answer(&Turn {
            question: question.to_owned(),
            passages: found.cloned().collect(),
            confidence: searched.confidence,
            threshold: 0.5,
            ..Turn::default()
        })
    }

    #[test]
    fn an_answer_of_the_team_goes_before_what_was_read_and_is_said_whole() {
        let before = asked("how long can i return boots", &[]);
        assert!(before.text.contains("30 days"), "{}", before.text);
        let after = asked("how long can i return boots", &[NEW]);
        assert_eq!(after.text, format!("{NEW} [1]"));
        assert!(after.citations[0].quote.starts_with("Within 60 days"));
    }

    #[test]
    fn of_two_answers_of_the_team_the_later_one_is_said() {
        let after = asked("How long can I return boots?", &["Twenty days.", NEW]);
        assert!(
            after.text.starts_with("Within **60 days**"),
            "{}",
            after.text
        );
    }
}
