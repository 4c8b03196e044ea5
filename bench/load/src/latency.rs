//! How long things took, gathered by many tasks at once.

use hdrhistogram::Histogram;
use serde::Serialize;
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

/// Parts, so that tasks on different processors rarely meet.
const PARTS: usize = 16;
/// The longest time that is told apart: a minute, in nanoseconds.
const LONGEST_NS: u64 = 60_000_000_000;

/// Times of one kind.
#[derive(Debug)]
pub(crate) struct Latencies {
    parts: Vec<Mutex<Histogram<u64>>>,
    count: AtomicU64,
}

/// What matters of many times, in milliseconds.
#[derive(Debug, Clone, Copy, Serialize)]
#[expect(clippy::struct_field_names, reason = "units belong to names")]
pub(crate) struct Summary {
    pub(crate) p50_ms: f64,
    pub(crate) p95_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) max_ms: f64,
}

impl Latencies {
    pub(crate) fn new() -> anyhow::Result<Self> {
        let part = Histogram::new_with_bounds(1_000, LONGEST_NS, 3)?;
        Ok(Self {
            parts: (0..PARTS).map(|_| Mutex::new(part.clone())).collect(),
            count: AtomicU64::new(0),
        })
    }

    /// Adds a time of `ns` nanoseconds; `who` spreads the tasks over the parts.
    pub(crate) fn add(&self, who: usize, ns: u64) {
        if let Some(part) = self.parts.get(who % PARTS) {
            let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
            part.saturating_record(ns.clamp(1_000, LONGEST_NS));
        }
        self.count.fetch_add(1, Ordering::Relaxed);
    }

    /// How many were added.
    pub(crate) fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// Forgets what was added so far: the warm-up.
    pub(crate) fn clear(&self) {
        for part in &self.parts {
            part.lock().unwrap_or_else(PoisonError::into_inner).reset();
        }
        self.count.store(0, Ordering::Relaxed);
    }

    /// Adds all that others were.
    pub(crate) fn absorb(&self, others: &Self) -> anyhow::Result<()> {
        for (own, other) in self.parts.iter().zip(&others.parts) {
            let other = other.lock().unwrap_or_else(PoisonError::into_inner);
            own.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .add(&*other)?;
        }
        self.count.fetch_add(others.count(), Ordering::Relaxed);
        Ok(())
    }

    /// What matters of them.
    pub(crate) fn summary(&self) -> anyhow::Result<Summary> {
        let mut all = Histogram::<u64>::new_with_bounds(1_000, LONGEST_NS, 3)?;
        for part in &self.parts {
            all.add(&*part.lock().unwrap_or_else(PoisonError::into_inner))?;
        }
        let ms = |quantile| crate::figure::ratio(all.value_at_quantile(quantile), 1e6);
        Ok(Summary {
            p50_ms: ms(0.5),
            p95_ms: ms(0.95),
            p99_ms: ms(0.99),
            max_ms: ms(1.0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_of_all_parts() {
        let latencies = Latencies::new().unwrap();
        for n in 1..=100 {
            latencies.add(usize::try_from(n).unwrap(), n * 1_000_000);
        }
        let summary = latencies.summary().unwrap();
        assert_eq!(latencies.count(), 100);
        assert!((summary.p50_ms - 50.0).abs() < 0.1 && (summary.p99_ms - 99.0).abs() < 0.2);
    }
}
