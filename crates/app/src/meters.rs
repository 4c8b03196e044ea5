//! What the use-cases count for monitoring. Nothing in here says whose it was.

use baton_core::{
    assistant::copilot::Ended,
    message::MessageRole,
    meter::{Counter, Latency},
    trace::{AnswererKind, Outcome},
    webhook::DeliveryStatus,
};

/// The counts of this process since its start.
#[derive(Debug, Default)]
pub struct Meters {
    /// Turns begun.
    pub turns_started: Counter,
    stored: [Counter; 3],
    ended: [Counter; 5],
    first_word: [Latency; 2],
    /// How long receivers of webhooks took to answer.
    pub webhooks: Latency,
    attempts: [Counter; 3],
    written: [Counter; 4],
    /// Tokens that a model read, and wrote, for teammates.
    pub(crate) written_tokens: [Counter; 2],
}

impl Meters {
    /// Messages stored, by who wrote them.
    pub const fn stored(&self, role: MessageRole) -> &Counter {
        let [user, assistant, human] = &self.stored;
        match role {
            MessageRole::User => user,
            MessageRole::Assistant => assistant,
            MessageRole::Human => human,
        }
    }

    /// Turns that ended, by how; what still runs counts nowhere.
    pub const fn ended(&self, outcome: Outcome) -> Option<&Counter> {
        let [answered, declined, escalated, fenced, failed] = &self.ended;
        match outcome {
            Outcome::Running => None,
            Outcome::Answered => Some(answered),
            Outcome::Declined => Some(declined),
            Outcome::Escalated => Some(escalated),
            Outcome::Fenced => Some(fenced),
            Outcome::Failed => Some(failed),
        }
    }

    /// Attempts at webhooks, by what became of the delivery with them.
    pub const fn attempts(&self, status: DeliveryStatus) -> &Counter {
        let [delivered, pending, failed] = &self.attempts;
        match status {
            DeliveryStatus::Delivered => delivered,
            DeliveryStatus::Pending => pending,
            DeliveryStatus::Failed => failed,
        }
    }

    /// From the beginning of a turn to its first word, by what makes the answer.
    pub const fn first_word(&self, answerer: AnswererKind) -> &Latency {
        let [extractive, model] = &self.first_word;
        match answerer {
            AnswererKind::Extractive => extractive,
            AnswererKind::Model => model,
        }
    }

    /// Requests of teammates to write something, by what became of them.
    pub const fn written(&self, ended: Ended) -> &Counter {
        let [written, nothing, failed, stopped] = &self.written;
        match ended {
            Ended::Written => written,
            Ended::Nothing => nothing,
            Ended::Failed => failed,
            Ended::Stopped => stopped,
        }
    }

    /// Tokens that a model read and that it wrote for teammates.
    pub fn written_tokens(&self) -> (u64, u64) {
        let [read, wrote] = &self.written_tokens;
        (read.get(), wrote.get())
    }
}
