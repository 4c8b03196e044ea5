//! `baton`: the one binary. Reads the configuration, wires the parts together, runs a command.

mod accept;
mod cli;
mod commands;
mod config;
mod lingering;
mod logs;
mod serve;
mod wiring;

use clap::Parser as _;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(
                clippy::print_stderr,
                reason = "the last word of a command goes to the terminal"
            )]
            {
                eprintln!("baton: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    let cli = cli::Cli::parse();
    // Before anything else is there: it is given nothing but its document.
    if matches!(cli.command, cli::Command::ReadDocument) {
        return commands::read_document::run();
    }
    let config = config::Config::load(&cli.settings)?;
    logs::start(&config.log)?;
    baton_outbound::install_crypto();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(commands::run(cli.command, config))
}
