//! What is printed: one figure a line, and the times behind it.

use serde::Serialize;
use serde_json::Value;
use std::time::Duration;

/// One measured figure.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    /// Its name, like `store.posts.sqlite`.
    #[serde(rename = "figure")]
    pub(crate) name: String,
    /// The number.
    pub(crate) value: f64,
    /// Of what.
    pub(crate) unit: &'static str,
    /// Under which load.
    pub(crate) workload: String,
    /// What else was seen.
    pub(crate) detail: Value,
}

impl Figure {
    /// Prints it.
    pub(crate) fn print(&self) {
        match serde_json::to_string(self) {
            Ok(line) => println!("{line}"),
            Err(error) => eprintln!("{}: {error}", self.name),
        }
    }
}

/// Three decimals: more is noise.
pub(crate) fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

/// How long each of many calls took.
#[derive(Debug, Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    /// Adds one.
    pub(crate) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// Adds those of another.
    pub(crate) fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Each less what something else took of it.
    pub(crate) fn minus(self, other: Duration) -> Self {
        let less = self.0.into_iter().map(|time| time.saturating_sub(other));
        Self(less.collect())
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The time in milliseconds that this share of the calls stayed within.
    pub(crate) fn within(&mut self, share: f64) -> f64 {
        self.0.sort_unstable();
        let last = self.0.len().saturating_sub(1);
        let at = (self.0.len() as f64 * share).ceil() as usize;
        let time = self.0.get(at.saturating_sub(1).min(last));
        rounded(time.map_or(0.0, |time| time.as_secs_f64() * 1_000.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_seen() {
        let mut times = Times::default();
        assert!(times.within(0.5).abs() < f64::EPSILON);
        for ms in (1..=100).rev() {
            times.add(Duration::from_millis(ms));
        }
        let seen = [0.5, 0.99, 1.0].map(|share| times.within(share) as i64);
        assert_eq!(seen, [50, 99, 100]);
    }
}
