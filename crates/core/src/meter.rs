//! Counting without waiting: what the hot paths add to and monitoring reads. No lock, no allocation.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// The upper ends of the buckets of every latency, in microseconds; what takes longer is in one more.
pub const BOUNDS_US: [u64; 16] = [
    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
    2_500_000, 5_000_000, 10_000_000, 30_000_000, 60_000_000,
];

/// A count that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// One more.
    pub fn count(&self) {
        self.add(1);
    }

    /// So many more.
    pub fn add(&self, more: u64) {
        self.0.fetch_add(more, Ordering::Relaxed);
    }

    /// How many so far.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// How long something took, in buckets.
#[derive(Debug, Default)]
pub struct Latency {
    buckets: [Counter; BOUNDS_US.len()],
    longer: Counter,
    sum_us: Counter,
}

/// A reading of a [`Latency`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatencyReading {
    /// How many took up to each of [`BOUNDS_US`] and longer than the one before.
    pub buckets: [u64; BOUNDS_US.len()],
    /// How many took longer than the last bound.
    pub longer: u64,
    /// All together, in microseconds.
    pub sum_us: u64,
}

impl Latency {
    /// Something took so long.
    pub fn took(&self, time: Duration) {
        self.took_us(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
    }

    /// Something took so many milliseconds; a clock that was set back counts as no time.
    pub fn took_ms(&self, ms: i64) {
        self.took_us(u64::try_from(ms).unwrap_or_default().saturating_mul(1_000));
    }

    fn took_us(&self, us: u64) {
        let fits = BOUNDS_US
            .iter()
            .zip(&self.buckets)
            .find(|(end, _)| us <= **end);
        fits.map_or(&self.longer, |(_, bucket)| bucket).count();
        self.sum_us.add(us);
    }

    /// What was noted so far. Whatever is noted meanwhile is in it or not.
    pub fn read(&self) -> LatencyReading {
        LatencyReading {
            buckets: std::array::from_fn(|n| self.buckets.get(n).map_or(0, Counter::get)),
            longer: self.longer.get(),
            sum_us: self.sum_us.get(),
        }
    }
}

impl LatencyReading {
    /// How many there were.
    pub fn count(&self) -> u64 {
        self.buckets.iter().sum::<u64>() + self.longer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_fall_into_the_first_bucket_that_holds_them() {
        let latency = Latency::default();
        for ms in [-5, 0, 1, 2, 60_000, 60_001] {
            latency.took_ms(ms);
        }
        latency.took(Duration::from_micros(501));
        let read = latency.read();
        assert_eq!(read.buckets[..3], [2, 2, 1]);
        assert_eq!((read.buckets[15], read.longer, read.count()), (1, 1, 7));
        assert_eq!(read.sum_us, 120_004_501);
    }
}
