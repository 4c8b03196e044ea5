//! The house rules, as commands: `cargo xtask arch | parity | budget | performance | gen | mutants`.

mod arch;
mod budget;
mod generate;
mod mutants;
mod parity;
mod performance;
mod source;
mod tree;

use anyhow::Result;
use clap::{Parser, Subcommand};
use performance::Choice;
use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

/// Keeps the house rules that no compiler knows.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Who may import whom, what may be named where, and which requirements tests cite
    Arch,
    /// The two databases have the same tables, columns, keys and indexes (needs `BATON_TEST_POSTGRES`)
    Parity,
    /// How long files and functions may be, and how heavy what a browser fetches
    Budget {
        /// Only of the code, not of what was built for the browser
        #[arg(long)]
        code: bool,
    },
    /// What was measured, held beside `bench/budgets.toml`
    Performance {
        /// A file with the lines of the measuring programs
        results: PathBuf,
        /// Only what compares within one run
        #[arg(long)]
        ratios: bool,
        /// Only the ratios that every run of the tests compares; one that was not measured is a miss
        #[arg(long, conflicts_with = "ratios")]
        daily: bool,
        /// The page to write, relative to the root
        #[arg(long, value_name = "PATH")]
        page: Option<PathBuf>,
    },
    /// Weaves bugs into a tree, each behind a switch, for `script/mutants`
    Mutants {
        /// What `cargo mutants --list --json` told of that tree
        list: PathBuf,
        /// The tree, which is changed
        #[arg(long)]
        root: PathBuf,
        /// Where is told what became of each
        #[arg(long)]
        out: PathBuf,
    },
    /// Writes openapi.json and the TypeScript made from it
    Gen {
        /// Changes nothing, and fails where a file is not what it would write
        #[arg(long)]
        check: bool,
        /// A built `baton` to ask, instead of building one
        #[arg(long, value_name = "PATH")]
        binary: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let outcome = run(Cli::parse().task);
    let mut err = io::stderr().lock();
    match outcome {
        Ok(breaches) if breaches.is_empty() => ExitCode::SUCCESS,
        Ok(breaches) => {
            for breach in &breaches {
                drop(writeln!(err, "{breach}"));
            }
            drop(writeln!(err, "{} breaches", breaches.len()));
            ExitCode::FAILURE
        }
        Err(error) => {
            drop(writeln!(err, "xtask: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Does `task`; what it found wrong is returned, one line each.
fn run(task: Task) -> Result<Vec<String>> {
    let root = tree::root()?;
    match task {
        Task::Arch => arch::check(&root),
        Task::Parity => parity::check(&root),
        Task::Budget { code } => budget::check(&root, code),
        Task::Performance {
            results,
            ratios,
            daily,
            page,
        } => {
            let choice = match (daily, ratios) {
                (true, _) => Choice::Daily,
                (false, true) => Choice::Ratios,
                (false, false) => Choice::All,
            };
            performance::check(&root, &results, choice, page.as_deref())
        }
        Task::Gen { check, binary } => generate::run(&root, check, binary),
        Task::Mutants { list, root, out } => mutants::run(&list, &root, &out).map(|()| Vec::new()),
    }
}
