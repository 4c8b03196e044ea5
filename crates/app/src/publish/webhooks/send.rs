//! One attempt, and what it comes to.

use super::sign;
use crate::App;
use baton_core::{
    id::Ids,
    time::Timestamp,
    webhook::{DeliveryStatus, Health, Verdict, again_in_ms, parse_retry_after},
};
use baton_outbound::{Post, Refused, Reply};
use baton_store::webhooks::lane::{Item, Lane, Outcome};
use std::time::{Duration, Instant};

/// What came of an attempt.
#[derive(Debug)]
pub(super) struct Tried {
    pub(super) item: Item,
    at: Timestamp,
    took: Duration,
    answer: Answer,
}

#[derive(Debug)]
enum Answer {
    Reply(Reply),
    Refused(Refused),
    /// There is nothing to send any more.
    NoEvent,
}

impl App {
    /// Sends one item. Never fails: what went wrong is what came of it.
    pub(super) async fn try_to_send(&self, lane: &Lane, item: Item) -> Tried {
        let (at, begun) = (self.clock.now(), Instant::now());
        let answer = match &item.body {
            None => Answer::NoEvent,
            Some(body) => {
                let id = sign::message_id(item.event);
                let headers = sign::headers(&lane.secrets, id, body, at);
                let post = Post {
                    url: &lane.url,
                    headers: &headers,
                    body,
                    time: self.outgoing.patience,
                };
                let answer = match self.desk().poster(&self.outgoing.policy) {
                    Ok(poster) => poster.post(post).await,
                    Err(error) => Err(Refused::Unreachable(error.to_string())),
                };
                answer.map_or_else(Answer::Refused, Answer::Reply)
            }
        };
        Tried {
            item,
            at,
            took: begun.elapsed(),
            answer,
        }
    }
}

impl Tried {
    fn status(&self) -> Option<u16> {
        match &self.answer {
            Answer::Reply(reply) => Some(reply.status),
            Answer::Refused(_) | Answer::NoEvent => None,
        }
    }

    pub(super) fn is_taken(&self) -> bool {
        self.status()
            .is_some_and(|status| (200..300).contains(&status))
    }

    fn error(&self) -> Option<String> {
        match &self.answer {
            Answer::Reply(reply) if (300..400).contains(&reply.status) => {
                Some("the server redirected, which is not followed".to_owned())
            }
            Answer::Reply(_) => None,
            Answer::Refused(refused) => Some(refused.to_string()),
            Answer::NoEvent => Some("the event was deleted".to_owned()),
        }
    }

    /// How long the receiver wishes to be left alone.
    fn wish(&self) -> Option<i64> {
        match &self.answer {
            Answer::Reply(reply) if matches!(reply.status, 429 | 502..=504) => {
                let text = reply.retry_after.as_deref()?;
                parse_retry_after(text, self.at)
            }
            _ => None,
        }
    }

    /// Adds to the health of the endpoint.
    pub(super) fn judge(&self, health: &mut Health, now: Timestamp) -> Verdict {
        if self.is_taken() {
            health.succeeded();
            return Verdict::GoOn;
        }
        match self.answer {
            Answer::NoEvent => Verdict::GoOn,
            _ => health.failed(self.status(), self.wish(), now),
        }
    }

    /// What is written down. An attempt at an endpoint that says it is gone is its last.
    pub(super) fn outcome(self, ids: &Ids, now: Timestamp) -> Outcome {
        let [chance] = ids.bytes();
        let is_over =
            self.is_taken() || self.status() == Some(410) || matches!(self.answer, Answer::NoEvent);
        let pause = again_in_ms(self.item.step, chance, self.wish()).filter(|_| !is_over);
        let status = match pause {
            _ if self.is_taken() => DeliveryStatus::Delivered,
            Some(_) => DeliveryStatus::Pending,
            None => DeliveryStatus::Failed,
        };
        Outcome {
            keep_body: self.item.seq.is_none(),
            status,
            next: pause.map(|pause| now.plus_ms(pause)),
            at: self.at,
            http_status: self.status(),
            error: self.error(),
            duration_ms: i64::try_from(self.took.as_millis()).unwrap_or(i64::MAX),
            response: match self.answer {
                Answer::Reply(reply) => Some(reply.body),
                Answer::Refused(_) | Answer::NoEvent => None,
            },
            item: self.item,
        }
    }
}
