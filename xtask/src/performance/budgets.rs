use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

/// `bench/budgets.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Budgets {
    #[serde(default)]
    pub(super) figures: Vec<Budget>,
    #[serde(default)]
    pub(super) ratios: Vec<Budget>,
}

/// What a figure must reach.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Budget {
    pub(super) figure: String,
    /// The figure of the same run by which it is divided.
    pub(super) over: Option<String>,
    pub(super) what: String,
    pub(super) at_least: Option<f64>,
    pub(super) at_most: Option<f64>,
    /// What keeps it from being met, where it is missed: said on the page.
    pub(super) limit: Option<String>,
    /// A ratio that `script/test` measures, with any build.
    #[serde(default)]
    pub(super) daily: bool,
}

impl Budgets {
    pub(super) fn parse(text: &str) -> Result<Self> {
        let budgets: Self = toml::from_str(text).context("bench/budgets.toml")?;
        for budget in budgets.figures.iter().chain(&budgets.ratios) {
            ensure!(
                budget.at_least.is_some() != budget.at_most.is_some(),
                "{}: either at_least or at_most",
                budget.figure
            );
        }
        Ok(budgets)
    }
}

impl Budget {
    pub(super) fn is_met(&self, found: f64) -> bool {
        self.at_least.is_none_or(|least| found >= least)
            && self.at_most.is_none_or(|most| found <= most)
    }

    /// As in "at least 10".
    pub(super) fn target(&self) -> String {
        match (self.at_least, self.at_most) {
            (Some(least), _) => format!(">= {least}"),
            (None, Some(most)) => format!("<= {most}"),
            (None, None) => String::new(),
        }
    }
}
