//! Measures what the server is made of, without a network before it: the store, its reads, retrieval, the first word.
//!
//! Every figure is a line of JSON on stdout; progress goes to stderr. See `README.md`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::future_not_send,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a developer's tool: it prints, counts, and fails loudly"
)]

mod answer;
mod evaluate;
mod figure;
mod place;
mod reads;
mod retrieval;
mod store;
mod words;

use anyhow::Result;
use clap::{Parser, Subcommand};
use place::Wanted;
use std::path::PathBuf;

// As the server has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// How many messages of visitors become durable a second.
    Store(store::Load),
    /// How long what the console reads takes.
    Reads(reads::Load),
    /// How fast, how large and how good retrieval is.
    Retrieval(retrieval::Wish),
    /// Retrieval and the gate in every detail; fits the gate.
    Evaluate(evaluate::Wish),
    /// How long a visitor waits for the first words.
    Answer(answer::Load),
}

fn main() -> Result<()> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .init();
    baton_outbound::install_crypto();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match Cli::parse().command {
            Command::Store(load) => store::run(load).await,
            Command::Reads(load) => reads::run(load).await,
            Command::Retrieval(wish) => retrieval::run(&wish),
            Command::Evaluate(wish) => evaluate::run(wish),
            Command::Answer(load) => answer::run(load).await,
        }
    })
}

/// Where a measurement keeps its database.
#[derive(clap::Args, Debug, Clone)]
struct On {
    /// `sqlite`, `postgres` (a server of its own, with its default durability), or the address of a PostgreSQL server.
    #[arg(long, default_value = "sqlite")]
    database: Wanted,
    /// The folder for database files; it has to be on the disk that is to be measured.
    #[arg(long)]
    data: Option<PathBuf>,
    /// PostgreSQL: connections for writes, where not the server's default.
    #[arg(long)]
    connections: Option<usize>,
}
