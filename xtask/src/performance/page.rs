use super::{Figure, Row};
use anyhow::{Context as _, Result};
use std::{collections::BTreeMap, fmt::Write as _, fs, process::Command};

const HEAD: &str = "# Performance

Written by `script/bench`; do not edit. Repeat it with `script/bench` on a quiet machine: it builds what is needed, starts
servers of its own on loopback with data of their own, and measures them from outside, the client on the same processors.
Targets stand in [`bench/budgets.toml`](../bench/budgets.toml).
";

/// A row for the terminal.
pub(super) fn line(row: &Row) -> String {
    let mark = match row.is_met() {
        Some(true) => "ok",
        Some(false) => "MISSED",
        None => "-",
    };
    format!(
        "{:<62} {:>14} {:>12}  {mark}",
        row.budget.what,
        found(row),
        row.budget.target()
    )
}

/// The page.
pub(super) fn text(rows: &[Row], figures: &BTreeMap<String, Figure>) -> Result<String> {
    let mut page = HEAD.to_owned();
    writeln!(page, "\nMeasured on {}.\n", machine()?)?;
    writeln!(page, "| figure | found | target | | workload |")?;
    writeln!(page, "| --- | ---: | ---: | --- | --- |")?;
    for row in rows {
        let mark = match row.is_met() {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "not measured",
        };
        let (what, target) = (&row.budget.what, row.budget.target());
        writeln!(
            page,
            "| {what} | {} | {target} | {mark} | {} |",
            found(row),
            row.workload
        )?;
    }
    let missed: Vec<_> = rows
        .iter()
        .filter(|row| row.is_met() == Some(false))
        .collect();
    if !missed.is_empty() {
        writeln!(page, "\n## What is missed, and why\n")?;
    }
    for row in missed {
        let why = row.budget.limit.as_deref().unwrap_or("Not known yet.");
        writeln!(page, "- {}: {}. {why}", row.budget.what, found(row))?;
    }
    writeln!(
        page,
        "\n## Every figure\n\n| name | value | workload |\n| --- | ---: | --- |"
    )?;
    for figure in figures.values() {
        let Figure {
            name,
            unit,
            workload,
            ..
        } = figure;
        writeln!(
            page,
            "| `{name}` | {} {unit} | {workload} |",
            number(figure.value)
        )?;
    }
    Ok(page)
}

fn found(row: &Row) -> String {
    row.found.map_or_else(
        || "-".to_owned(),
        |found| format!("{} {}", number(found), row.unit),
    )
}

/// As many digits as mean something.
fn number(value: f64) -> String {
    match value.abs() {
        large if large >= 100.0 => format!("{value:.0}"),
        middle if middle >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.3}"),
    }
}

/// The day, the processors and the memory.
fn machine() -> Result<String> {
    let date = Command::new("date").arg("+%Y-%m-%d").output()?;
    let date = String::from_utf8(date.stdout)?;
    let processors = fs::read_to_string("/proc/cpuinfo")?;
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown processor", |name| {
            name.trim_start_matches(['\t', ' ', ':'])
        });
    let count = processors
        .lines()
        .filter(|line| line.starts_with("processor"))
        .count();
    let memory = fs::read_to_string("/proc/meminfo")?;
    let kib: u64 = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
        .context("/proc/meminfo")?;
    Ok(format!(
        "{}, {count} cores ({model}), {} GiB of memory, Linux",
        date.trim(),
        kib / (1024 * 1024)
    ))
}
