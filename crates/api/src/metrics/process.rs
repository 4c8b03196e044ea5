//! The process itself, as Linux tells it.

use super::page::Metric;
use std::fs;

/// Memory, open files and tasks. What the system does not tell is left out.
pub(super) fn all() -> Vec<Metric> {
    let runtime = tokio::runtime::Handle::current().metrics();
    let tasks = runtime.num_alive_tasks();
    let mut metrics = vec![
        Metric::gauge("build_info", "The version that runs; always 1")
            .now(vec![("version", env!("CARGO_PKG_VERSION").to_owned())], 1.0),
        Metric::gauge("process_tasks", "Tasks that run or wait").now(vec![], float(tasks)),
    ];
    if let Some(bytes) = resident() {
        let memory = Metric::gauge("process_resident_bytes", "Memory in use (RSS)");
        metrics.push(memory.now(vec![], bytes));
    }
    if let Ok(files) = fs::read_dir("/proc/self/fd") {
        let open = Metric::gauge("process_open_files", "Files and sockets open");
        metrics.push(open.now(vec![], float(files.count())));
    }
    metrics
}

fn resident() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u32 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(f64::from(kib) * 1_024.0)
}

/// A count as metrics have it: beyond 2^32 is no count of things that are open now.
pub(super) fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
