//! Leaving a failing server alone for a while, so that visitors do not wait for what will not come.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::answer::Failure;

/// Failures in a row that open the breaker.
const PATIENCE: u32 = 5;
/// How long it stays open before one request may try again.
const PAUSE: Duration = Duration::from_secs(20);

/// Closed: requests pass. Open: they fail at once. After the pause one request is let through, and decides.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    failures: u32,
    open_until: Option<Instant>,
}

impl Breaker {
    /// Whether a request may be made now.
    pub(super) fn permit(&self, now: Instant) -> Result<(), Failure> {
        let mut state = self.lock();
        if state.open_until.is_some_and(|until| now < until) {
            return Err(Failure::Open);
        }
        if state.open_until.is_some() {
            // This one decides; the others go on failing until it has, or for another pause.
            state.open_until = Some(now + PAUSE);
        }
        drop(state);
        Ok(())
    }

    /// Takes note of how a request ended.
    pub(super) fn record(&self, failure: Option<&Failure>, now: Instant) {
        let mut state = self.lock();
        match failure {
            None => *state = State::default(),
            Some(failure) if is_of_server(failure) => {
                state.failures = state.failures.saturating_add(1);
                if state.failures >= PATIENCE {
                    let pause = match failure {
                        Failure::RateLimited {
                            retry_after: Some(after),
                        } => PAUSE.max(*after),
                        _ => PAUSE,
                    };
                    state.open_until = Some(now + pause);
                }
            }
            Some(_) => {}
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether the next request is likely to fail as well.
const fn is_of_server(failure: &Failure) -> bool {
    match failure {
        Failure::Refused(_)
        | Failure::Unauthorized
        | Failure::RateLimited { .. }
        | Failure::Server { .. }
        | Failure::Timeout(_)
        | Failure::CutOff
        | Failure::Malformed(_)
        | Failure::Empty => true,
        Failure::Rejected { .. } | Failure::Filtered | Failure::Open | Failure::Abandoned => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Breaker, Failure, PATIENCE, PAUSE};
    use std::time::Duration;
    use tokio::time::Instant;

    #[test]
    fn it_opens_tries_once_and_heals() {
        let (breaker, start) = (Breaker::default(), Instant::now());
        let failure = Failure::Server { status: 500 };
        for _ in 0..PATIENCE {
            assert_eq!(breaker.permit(start), Ok(()));
            breaker.record(Some(&failure), start);
        }
        assert_eq!(breaker.permit(start), Err(Failure::Open));
        let later = start + PAUSE + Duration::from_millis(1);
        assert_eq!(breaker.permit(later), Ok(()), "one may try");
        assert_eq!(
            breaker.permit(later),
            Err(Failure::Open),
            "the others wait for it"
        );
        breaker.record(Some(&failure), later);
        assert_eq!(breaker.permit(later), Err(Failure::Open));
        let healed = later + PAUSE + Duration::from_millis(1);
        assert_eq!(breaker.permit(healed), Ok(()));
        breaker.record(None, healed);
        assert_eq!(breaker.permit(healed), Ok(()));
        assert_eq!(breaker.permit(healed), Ok(()));
    }

    #[test]
    fn what_is_not_the_servers_fault_does_not_count() {
        let (breaker, now) = (Breaker::default(), Instant::now());
        for _ in 0..100 {
            breaker.record(Some(&Failure::Abandoned), now);
            breaker.record(Some(&Failure::Filtered), now);
        }
        assert_eq!(breaker.permit(now), Ok(()));
    }
}
