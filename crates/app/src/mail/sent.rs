//! What this process has handed over: a mail whose success could not be written down is not sent again by it.

use baton_core::id::JobId;
use std::{
    collections::{BTreeSet, VecDeque},
    sync::{Mutex, PoisonError},
};

/// How many are remembered. Far more than could be under way.
const REMEMBERED: usize = 4_096;

/// The newest mails that a server took.
#[derive(Debug, Default)]
pub(crate) struct Sent(Mutex<Newest>);

#[derive(Debug, Default)]
struct Newest {
    known: BTreeSet<JobId>,
    order: VecDeque<JobId>,
}

impl Sent {
    /// Whether a mail was handed over before.
    pub(crate) fn has(&self, job: JobId) -> bool {
        let newest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        newest.known.contains(&job)
    }

    /// Remembers that a mail was handed over.
    pub(crate) fn note(&self, job: JobId) {
        let mut newest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        newest.note(job);
    }
}

impl Newest {
    fn note(&mut self, job: JobId) {
        if !self.known.insert(job) {
            return;
        }
        self.order.push_back(job);
        if self.order.len() > REMEMBERED
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_core::{
        id::Ids,
        time::{Clock, Timestamp},
    };

    #[test]
    fn the_newest_are_remembered() {
        let ids = Ids::seeded(Clock::fixed(Timestamp::from_ms(0)), 1);
        let sent = Sent::default();
        let first: JobId = ids.next();
        assert!(!sent.has(first));
        sent.note(first);
        sent.note(first);
        assert!(sent.has(first));
        let rest: Vec<JobId> = (0..REMEMBERED).map(|_| ids.next()).collect();
        for job in &rest {
            sent.note(*job);
        }
        assert!(!sent.has(first));
        assert!(rest.iter().all(|job| sent.has(*job)));
    }
}
