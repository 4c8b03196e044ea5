//! What was measured, held beside `bench/budgets.toml`: a table for the terminal, and `docs/performance.md`.

mod budgets;
mod page;

use crate::tree;
use anyhow::{Context as _, Result, bail};
use budgets::{Budget, Budgets};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::Path,
};

/// A line of a measuring program.
#[derive(Debug, Clone, Deserialize)]
struct Figure {
    #[serde(rename = "figure")]
    name: String,
    value: f64,
    unit: String,
    workload: String,
}

/// A budget and what was found.
#[derive(Debug)]
struct Row {
    budget: Budget,
    found: Option<f64>,
    unit: String,
    workload: String,
}

impl Row {
    /// None where nothing was measured.
    fn is_met(&self) -> Option<bool> {
        Some(self.budget.is_met(self.found?))
    }

    fn is_missed(&self, choice: Choice) -> bool {
        self.is_met().map_or(choice == Choice::Daily, |met| !met)
    }
}

/// Which budgets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    /// All that were measured.
    All,
    /// Ratios that were measured: the machine was not quiet.
    Ratios,
    /// The daily ratios, every one of them.
    Daily,
}

/// Reads the lines of `results`, prints the table, and returns one line for each budget that was missed.
/// `page`: where to write what was found, for readers.
pub(crate) fn check(
    root: &Path,
    results: &Path,
    choice: Choice,
    page: Option<&Path>,
) -> Result<Vec<String>> {
    let lines = fs::read_to_string(results).with_context(|| results.display().to_string())?;
    let mut figures = BTreeMap::new();
    for line in lines.lines().filter(|line| line.starts_with('{')) {
        let figure: Figure = serde_json::from_str(line).with_context(|| line.to_owned())?;
        figures.insert(figure.name.clone(), figure);
    }
    if figures.is_empty() {
        bail!("{} holds no figures", results.display());
    }
    let budgets = Budgets::parse(&tree::read(root, Path::new("bench/budgets.toml"))?)?;
    let rows = rows(budgets, &figures, choice);
    let mut out = io::stdout().lock();
    for row in &rows {
        writeln!(out, "{}", page::line(row))?;
    }
    if let Some(page) = page {
        fs::write(root.join(page), page::text(&rows, &figures)?)?;
    }
    let missed = rows.iter().filter(|row| row.is_missed(choice));
    Ok(missed
        .map(|row| format!("missed: {}", page::line(row)))
        .collect())
}

fn rows(budgets: Budgets, figures: &BTreeMap<String, Figure>, choice: Choice) -> Vec<Row> {
    let absolute = budgets
        .figures
        .into_iter()
        .filter(|_| choice == Choice::All);
    let ratios = budgets.ratios.into_iter();
    absolute
        // What is compared daily has figures of its own, which script/bench does not measure.
        .chain(ratios.filter(|ratio| ratio.daily == (choice == Choice::Daily)))
        .map(|budget| {
            let figure = figures.get(&budget.figure);
            let (found, unit) = match &budget.over {
                None => (figure.map(|f| f.value), figure.map(|f| f.unit.clone())),
                Some(over) => {
                    let over = figures.get(over).map(|f| f.value);
                    let ratio = figure.map(|f| f.value).zip(over);
                    (ratio.map(|(of, to)| of / to), Some("x".to_owned()))
                }
            };
            Row {
                found,
                unit: unit.unwrap_or_default(),
                workload: figure.map(|f| f.workload.clone()).unwrap_or_default(),
                budget,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(name: &str, value: f64) -> (String, Figure) {
        let figure = Figure {
            name: name.to_owned(),
            value,
            unit: "ms".to_owned(),
            workload: String::new(),
        };
        (name.to_owned(), figure)
    }

    #[test]
    fn figures_are_judged_and_ratios_compare() {
        let budgets = Budgets::parse(
            "[[figures]]\nfigure = 'a'\nwhat = 'A'\nat_most = 3\n
             [[figures]]\nfigure = 'none'\nwhat = 'N'\nat_most = 3\n
             [[ratios]]\nfigure = 'a'\nover = 'b'\nwhat = 'A to B'\nat_least = 2",
        )
        .unwrap();
        let figures = BTreeMap::from([figure("a", 4.0), figure("b", 2.0)]);
        let rows = rows(budgets, &figures, Choice::All);
        let met: Vec<_> = rows.iter().map(Row::is_met).collect();
        assert_eq!(met, [Some(false), None, Some(true)]);
        assert!(!rows[1].is_missed(Choice::All));
    }

    #[test]
    fn what_is_compared_daily_has_to_be_measured() {
        let text =
            "[[ratios]]\nfigure = 'a'\nover = 'b'\nwhat = 'A to B'\nat_least = 2\ndaily = true\n
             [[ratios]]\nfigure = 'c'\nover = 'b'\nwhat = 'C to B'\nat_least = 2\ndaily = true\n
             [[ratios]]\nfigure = 'd'\nover = 'b'\nwhat = 'D to B'\nat_least = 2";
        let figures = BTreeMap::from([figure("a", 4.0), figure("b", 2.0)]);
        let rows = rows(Budgets::parse(text).unwrap(), &figures, Choice::Daily);
        let missed: Vec<_> = rows
            .iter()
            .map(|row| row.is_missed(Choice::Daily))
            .collect();
        assert_eq!(missed, [false, true]);
    }
}
