//! A teammate who goes round: claims a conversation, replies, hands it back.

use super::{
    site::{Answer, Caller},
    visitor::{Heard, Said},
};
use serde_json::json;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Claim,
    Reply,
    Release,
}

/// What was acknowledged in one conversation.
#[derive(Debug, Clone, Default)]
pub(super) struct Handled {
    /// Claims.
    pub(super) claims: usize,
    /// Releases.
    pub(super) releases: usize,
    /// Releases that were made again. Where the first was stored, not acknowledged, and the visitor has called for a person
    /// since, that is one more.
    pub(super) releases_again: usize,
    /// Replies.
    pub(super) said: Vec<Said>,
}

/// A teammate with everything that was promised to them. No two share a conversation.
#[derive(Debug)]
pub(super) struct Operator {
    /// What was acknowledged, by conversation.
    pub(super) handled: BTreeMap<String, Handled>,
    caller: Caller,
    round: Vec<String>,
    at: usize,
    step: Step,
    tried: bool,
    replies: u64,
}

impl Operator {
    pub(super) fn new(caller: Caller, round: Vec<String>) -> Self {
        Self {
            handled: BTreeMap::new(),
            caller,
            round,
            at: 0,
            step: Step::Claim,
            tried: false,
            replies: 0,
        }
    }

    fn conversation(&self) -> &str {
        &self.round[self.at % self.round.len()]
    }

    fn client_id(&self) -> String {
        format!("{}-{}", self.conversation(), self.replies)
    }

    /// The conversation in which a call was made and not acknowledged, and the client id of the reply if it was one.
    pub(super) fn unsure_of(&self) -> Option<(&str, Option<String>)> {
        let reply = (self.step == Step::Reply).then(|| self.client_id());
        self.tried.then(|| (self.conversation(), reply))
    }

    /// Whether a call waits to be made again, or a conversation to be handed back.
    pub(super) fn is_busy(&self) -> bool {
        self.tried || self.step != Step::Claim
    }

    /// Makes the call that was not acknowledged, or the next one.
    pub(super) async fn act(&mut self) -> (Heard, Answer) {
        let again = std::mem::replace(&mut self.tried, true);
        let id = self.conversation().to_owned();
        let (verb, body) = match self.step {
            Step::Claim => ("claim", json!({})),
            Step::Reply => (
                "reply",
                json!({"client_id": self.client_id(), "body": "A person is here."}),
            ),
            Step::Release => ("release", json!({})),
        };
        let path = format!("/api/v1/conversations/{id}/{verb}");
        let answer = self.caller.post(&path, &body).await;
        let handled = self.handled.entry(id).or_default();
        if again && self.step == Step::Release {
            handled.releases_again += 1;
        }
        match (self.step, answer.status) {
            (_, 0 | 503) => return (Heard::Again, answer),
            (Step::Claim, 200) => {
                handled.claims += 1;
                self.step = Step::Reply;
            }
            (Step::Reply, 200 | 201) => {
                handled.said.push(Said::of(&answer));
                self.replies += 1;
                self.step = Step::Release;
            }
            // It had happened, and meanwhile the visitor called for somebody.
            (Step::Release, 409) if again => self.next(),
            (Step::Release, 200) => self.next(),
            _ => panic!("{verb} was answered {answer:?}"),
        }
        self.tried = false;
        (Heard::Done, answer)
    }

    fn next(&mut self) {
        let id = self.conversation().to_owned();
        self.handled.entry(id).or_default().releases += 1;
        self.step = Step::Claim;
        self.at += 1;
    }
}
