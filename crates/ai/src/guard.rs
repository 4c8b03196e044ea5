//! What an assistant keeps to, whoever answers: topics that it leaves alone, and a longest answer.

mod length;
mod topics;

use crate::answer::{
    Answer, AnswerKind, Answerer, Cited, Failure, Passage, Phrase, Step, Steps, Tools, Turn, emit,
    phrase,
};
use futures_util::future::BoxFuture;
use length::Length;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Steps of the one within that may wait.
const STEPS: usize = 16;

/// Holds another answerer to the guardrails of [`crate::answer::Persona`]: a question about a topic to avoid does not reach
/// it, nor does knowledge about one, and what it says ends with the sentence in which the limit falls.
#[derive(Clone, Debug)]
pub struct Guarded(pub Arc<dyn Answerer>);

impl Answerer for Guarded {
    fn answer<'a>(
        &'a self,
        turn: &'a Turn,
        tools: &'a dyn Tools,
        steps: &'a Steps,
    ) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(async move {
            let rails = &turn.assistant;
            // A question that has had its answer is not turned down once more.
            let avoided = topics::avoided(&turn.question, &rails.avoid);
            if avoided.is_some() && !turn.is_unprompted {
                let words = if rails.passes {
                    Phrase::Pass
                } else {
                    Phrase::Avoid
                };
                let says = phrase(words, rails.speaks(turn.language));
                emit(steps, Step::Delta(says.to_owned())).await?;
                return Ok(declined(says));
            }
            let fewer = (!rails.avoid.is_empty()).then(|| without_avoided(turn));
            let given = fewer.as_ref().map_or(turn, |(fewer, _)| fewer);
            let (within, mut said) = mpsc::channel(STEPS);
            let answering = async {
                let answer = self.0.answer(given, tools, &within).await;
                drop(within);
                answer
            };
            let mut length = Length::of(rails.max_words);
            let passing = async move {
                while let Some(step) = said.recv().await {
                    let step = match step {
                        Step::Delta(text) => match length.push(&text) {
                            Some(text) => Step::Delta(text),
                            None => continue,
                        },
                        other => other,
                    };
                    // Where nobody listens any more, neither does this: the one within stops, too.
                    emit(steps, step).await?;
                }
                if let Some(rest) = length.finish() {
                    emit(steps, Step::Delta(rest)).await?;
                }
                Ok::<_, Failure>(length.is_over().then(|| length.into_text()))
            };
            let (answer, cut) = tokio::join!(answering, passing);
            let cut = cut?;
            let answer = answer.map(|answer| match &fewer {
                Some((_, kept)) => counted(answer, kept),
                None => answer,
            });
            answer.map(|answer| shortened(answer, cut))
        })
    }
}

fn declined(says: &str) -> Answer {
    Answer {
        text: says.to_owned(),
        citations: Vec::new(),
        kind: AnswerKind::Decline,
        is_unsupported: false,
        usage: None,
        model: None,
        first_token: None,
        tools: Vec::new(),
    }
}

/// The same turn without passages about what is to be left alone, and where each of the others stands among all.
fn without_avoided(turn: &Turn) -> (Turn, Vec<usize>) {
    let mut fewer = turn.clone();
    let avoid = &turn.assistant.avoid;
    let may_be_given = |passage: &Passage| {
        let about = [
            passage.title.as_str(),
            passage.heading.as_str(),
            passage.question.as_deref().unwrap_or_default(),
        ];
        topics::avoided(&about.join(" "), avoid).is_none()
    };
    let all = turn.passages.iter().enumerate();
    let kept = all.filter(|(_, passage)| may_be_given(passage));
    let kept = kept.map(|(at, _)| at).collect();
    fewer.passages.retain(may_be_given);
    (fewer, kept)
}

/// The answer with its sources counted among all passages of the turn, not only among those that were given.
fn counted(answer: Answer, kept: &[usize]) -> Answer {
    let cited = answer.citations.into_iter().filter_map(|cited| {
        let passage = *kept.get(cited.passage)?;
        Some(Cited { passage, ..cited })
    });
    Answer {
        citations: cited.collect(),
        ..answer
    }
}

/// The answer as far as it was said, with the sources that it still names.
fn shortened(answer: Answer, cut: Option<String>) -> Answer {
    let Some(text) = cut else { return answer };
    let citations = answer
        .citations
        .into_iter()
        .filter(|cited| text.contains(&format!("[{}]", cited.n)))
        .collect();
    Answer {
        text,
        citations,
        ..answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        answer::{NoTools, Persona},
        extractive::Extractive,
    };

    fn turn(question: &str, avoid: &[&str], max_words: usize) -> Turn {
        Turn {
            assistant: Persona {
                avoid: avoid.iter().map(|topic| (*topic).to_owned()).collect(),
                max_words,
                ..Persona::default()
            },
            question: question.to_owned(),
            passages: vec![Passage {
                title: "Returns".into(),
                heading: "Refunds".into(),
                text: "You can return boots within 60 days. We refund the price within 5 days."
                    .into(),
                ..Passage::default()
            }],
            confidence: 0.9,
            threshold: 0.5,
            ..Turn::default()
        }
    }

    async fn answered(turn: &Turn) -> (Answer, String) {
        let (steps, mut waiting) = mpsc::channel(64);
        let guarded = Guarded(Arc::new(Extractive));
        let answer = guarded.answer(turn, &NoTools, &steps).await.unwrap();
        drop(steps);
        let mut streamed = String::new();
        while let Some(step) = waiting.recv().await {
            if let Step::Delta(text) = step {
                streamed.push_str(&text);
            }
        }
        (answer, streamed)
    }

    #[tokio::test]
    async fn a_topic_to_avoid_is_turned_down_before_anybody_is_asked() {
        let asked = turn(
            "Can you give me medical advice about blisters?",
            &["medical advice"],
            90,
        );
        let (answer, streamed) = answered(&asked).await;
        assert_eq!(
            (answer.kind, answer.text.as_str()),
            (AnswerKind::Decline, streamed.as_str())
        );
        assert!(
            answer.text.contains("can't talk about that"),
            "{}",
            answer.text
        );
        let other = turn("How long can I return boots?", &["medical advice"], 90);
        assert_eq!(answered(&other).await.0.kind, AnswerKind::Answer);
    }

    #[tokio::test]
    async fn knowledge_about_it_is_not_given() {
        let asked = turn("How long can I return boots?", &["refund"], 90);
        assert_eq!(answered(&asked).await.0.kind, AnswerKind::Decline);
    }

    #[tokio::test]
    async fn what_is_streamed_is_what_is_kept_and_it_ends_in_time() {
        let (long, _) = answered(&turn(
            "How long can I return boots and when do I get the price back?",
            &[],
            90,
        ))
        .await;
        let short = turn(
            "How long can I return boots and when do I get the price back?",
            &[],
            3,
        );
        let (answer, streamed) = answered(&short).await;
        assert_eq!(answer.text, streamed);
        assert!(
            answer.text.len() < long.text.len(),
            "{} / {}",
            answer.text,
            long.text
        );
        assert!(
            answer
                .citations
                .iter()
                .all(|c| answer.text.contains(&format!("[{}]", c.n)))
        );
    }

    #[tokio::test]
    async fn a_source_is_the_passage_that_was_quoted_whatever_was_kept_back_before_it() {
        let mut asked = turn("How long can I return boots?", &["discounts"], 90);
        let about = Passage {
            heading: "Discounts".into(),
            ..asked.passages[0].clone()
        };
        asked.passages.insert(0, about);
        let (answer, _) = answered(&asked).await;
        assert_eq!(answer.kind, AnswerKind::Answer);
        assert_eq!(answer.citations[0].passage, 1);
    }
}
