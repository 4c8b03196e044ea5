//! What the workers of one kind count for monitoring.

use crate::Failure;
use baton_core::meter::{Counter, Latency};

/// The counts of one kind of job since the start of this process.
#[derive(Debug, Default)]
pub struct Meters {
    /// From due to begun.
    pub waited: Latency,
    /// From begun to the end of the handler.
    pub ran: Latency,
    /// Done.
    pub done: Counter,
    /// Put back for a further attempt.
    pub retried: Counter,
    /// Set aside.
    pub buried: Counter,
}

impl Meters {
    pub(crate) fn ended(&self, outcome: &Result<(), Failure>, is_last: bool) {
        match outcome {
            Ok(()) => self.done.count(),
            Err(Failure::NotYet(_)) => {}
            Err(Failure::Retry(_)) if !is_last => self.retried.count(),
            Err(Failure::Retry(_) | Failure::Dead(_)) => self.buried.count(),
        }
    }
}
