//! An answerer that streams word by word as a script says, and remembers what it was given.

use baton_ai::answer::{
    Answer, AnswerKind, Answerer, CaptureLead, Failure, RequestHuman, Stage, Step, Steps, ToolCall,
    Tools, Turn,
};
use futures_util::future::BoxFuture;
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

/// Streams. What it does depends on the question: `lead` captures one, `give up` calls a person, `break` fails midway.
#[derive(Debug, Default)]
pub struct Scripted {
    turns: Mutex<Vec<Turn>>,
    words: AtomicU64,
}

impl Scripted {
    /// Every turn that was asked for, in order.
    pub fn turns(&self) -> Vec<Turn> {
        self.turns
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    async fn stream(
        &self,
        turn: &Turn,
        tools: &dyn Tools,
        steps: &Steps,
    ) -> Result<Answer, Failure> {
        let abandoned = |_closed| Failure::Abandoned;
        steps
            .send(Step::Stage(Stage::Writing))
            .await
            .map_err(abandoned)?;
        let mut text = String::new();
        for n in 0..4 {
            let word = format!("w{} ", self.words.fetch_add(1, Ordering::Relaxed));
            text.push_str(&word);
            steps.send(Step::Delta(word)).await.map_err(abandoned)?;
            for _ in 0..(text.len() + n) % 5 {
                tokio::task::yield_now().await;
            }
            if n == 2 && turn.question.contains("break") {
                return Err(Failure::CutOff);
            }
        }
        if turn.question.contains("lead") {
            let email = turn
                .question
                .split_whitespace()
                .find(|word| word.contains('@'))
                .map(str::to_owned);
            tools
                .call(ToolCall::CaptureLead(CaptureLead {
                    email,
                    ..CaptureLead::default()
                }))
                .await;
        }
        if turn.question.contains("give up") {
            let call = RequestHuman {
                reason: "not_in_knowledge".into(),
                summary: String::new(),
                urgency: None,
            };
            tools.call(ToolCall::RequestHuman(call)).await;
        }
        Ok(Answer {
            text,
            citations: vec![],
            kind: AnswerKind::Answer,
            is_unsupported: false,
            usage: None,
            model: Some("scripted".to_owned()),
            first_token: None,
            tools: vec![],
        })
    }
}

impl Answerer for Scripted {
    fn answer<'a>(
        &'a self,
        turn: &'a Turn,
        tools: &'a dyn Tools,
        steps: &'a Steps,
    ) -> BoxFuture<'a, Result<Answer, Failure>> {
        self.turns
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(turn.clone());
        Box::pin(self.stream(turn, tools, steps))
    }
}
