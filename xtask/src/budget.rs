//! Sizes that may not grow unseen: of files, functions and folders, and of what a browser fetches.

mod bundles;
mod lengths;

use crate::{arch, tree};
use anyhow::Result;
use std::{
    io::{self, Write},
    path::Path,
};

/// One row of the table.
#[derive(Debug)]
struct Measure {
    /// What is measured, and in what unit.
    what: &'static str,
    found: usize,
    limit: usize,
    /// Where the greatest is; empty for a median.
    greatest: String,
    /// Every place that is over the limit.
    over: Vec<String>,
}

/// Prints the table; one line for each breach. `code_only`: not what was built for the browser.
pub(crate) fn check(root: &Path, code_only: bool) -> Result<Vec<String>> {
    let files = tree::files(root)?;
    let units = arch::units(root, &files)?;
    let mut measures = lengths::rust(&units);
    measures.extend(lengths::typescript(root, &files)?);
    measures.push(lengths::folders(&files));
    measures.push(lengths::forks(&units));
    if !code_only {
        measures.extend(bundles::measure(root)?);
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{:<40} {:>7} {:>7}", "", "found", "limit")?;
    for m in &measures {
        let mark = if m.found > m.limit { "OVER" } else { "" };
        let line = format!(
            "{:<40} {:>7} {:>7} {mark:<4} {}",
            m.what, m.found, m.limit, m.greatest
        );
        writeln!(out, "{}", line.trim_end())?;
    }
    let over = measures.iter().filter(|m| m.found > m.limit);
    Ok(over.flat_map(Measure::breaches).collect())
}

impl Measure {
    /// Of many things, each with its size, none may be over `limit`.
    fn greatest(what: &'static str, limit: usize, sizes: &[(String, usize)]) -> Self {
        let greatest = sizes.iter().max_by_key(|(_, size)| *size);
        let over = sizes.iter().filter(|(_, size)| *size > limit);
        Self {
            what,
            found: greatest.map_or(0, |(_, size)| *size),
            limit,
            greatest: greatest.map(|(name, _)| name.clone()).unwrap_or_default(),
            over: over
                .map(|(name, size)| format!("{name} ({size})"))
                .collect(),
        }
    }

    /// Of many things, `percent` in a hundred may not be over `limit`.
    fn quantile(
        what: &'static str,
        percent: usize,
        limit: usize,
        sizes: &[(String, usize)],
    ) -> Self {
        let mut sorted: Vec<usize> = sizes.iter().map(|(_, size)| *size).collect();
        sorted.sort_unstable();
        let index = sorted.len().saturating_sub(1) * percent / 100;
        Self {
            what,
            found: sorted.get(index).copied().unwrap_or_default(),
            limit,
            greatest: String::new(),
            over: Vec::new(),
        }
    }

    fn breaches(&self) -> Vec<String> {
        if self.over.is_empty() {
            return vec![format!("{}: {} > {}", self.what, self.found, self.limit)];
        }
        let line = |place| format!("{}: {place} > {}", self.what, self.limit);
        self.over.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Measure;

    #[test]
    fn quantiles_and_maxima() {
        let sizes: Vec<_> = (1..=11).map(|n| (format!("f{n}"), n)).collect();
        assert_eq!(Measure::quantile("", 50, 0, &sizes).found, 6);
        assert_eq!(Measure::quantile("", 90, 0, &sizes).found, 10);
        let greatest = Measure::greatest("lines", 9, &sizes);
        assert_eq!(greatest.greatest, "f11");
        assert_eq!(
            greatest.breaches(),
            ["lines: f10 (10) > 9", "lines: f11 (11) > 9"]
        );
        assert_eq!(Measure::quantile("", 50, 0, &[]).found, 0);
    }
}
