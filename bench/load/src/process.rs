//! What a server spends, read from `/proc` by its process id.

use crate::figure::ratio;
use anyhow::{Context as _, bail};
use std::{fs, time::Instant};

/// Ticks of the kernel in a second, on every Linux that we know.
const TICKS: u64 = 100;

/// The server, if its process id was given.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Process(pub(crate) Option<u32>);

/// Where a measurement began.
#[derive(Debug)]
pub(crate) struct Spent {
    cpu_us: Option<u64>,
    at: Instant,
}

impl Spent {
    /// Seconds since then.
    pub(crate) fn elapsed_s(&self) -> f64 {
        self.at.elapsed().as_secs_f64()
    }
}

impl Process {
    /// Begins to measure.
    pub(crate) fn begin(self) -> anyhow::Result<Spent> {
        Ok(Spent {
            cpu_us: self.cpu_us()?,
            at: Instant::now(),
        })
    }

    /// Processor time since a measurement began, of all its threads, in microseconds.
    pub(crate) fn cpu_us_since(self, begun: &Spent) -> anyhow::Result<Option<u64>> {
        let now = self.cpu_us()?;
        Ok(begun
            .cpu_us
            .zip(now)
            .map(|(then, now)| now.saturating_sub(then)))
    }

    /// Resident memory, in KiB.
    pub(crate) fn rss_kib(self) -> anyhow::Result<Option<u64>> {
        let Some(pid) = self.0 else { return Ok(None) };
        let status =
            fs::read_to_string(format!("/proc/{pid}/status")).context("no such process")?;
        for line in status.lines() {
            if let Some(size) = line.strip_prefix("VmRSS:") {
                let size = size.trim().trim_end_matches(" kB");
                return Ok(Some(size.parse()?));
            }
        }
        bail!("/proc/{pid}/status has no VmRSS")
    }

    /// Resident memory, in MiB.
    pub(crate) fn rss_mib(self) -> anyhow::Result<Option<f64>> {
        Ok(self.rss_kib()?.map(|kib| ratio(kib, 1024.0)))
    }

    fn cpu_us(self) -> anyhow::Result<Option<u64>> {
        let Some(pid) = self.0 else { return Ok(None) };
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).context("no such process")?;
        // The name, which may hold blanks, ends at the last bracket. Then: state, and 10 fields to utime and stime.
        let fields = stat.rsplit_once(')').context("/proc/*/stat")?.1;
        let times: Vec<u64> = fields
            .split_whitespace()
            .skip(11)
            .take(2)
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        Ok(Some(times.iter().sum::<u64>() * (1_000_000 / TICKS)))
    }
}
