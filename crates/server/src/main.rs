//! `baton`: the one binary. Reads the configuration, wires the parts together, runs a command.

mod accept;
mod cli;
mod commands;
mod config;
mod lingering;
mod logs;
mod open_files;
mod serve;
mod traces;
mod wiring;

use clap::Parser as _;
use std::process::ExitCode;
use tokio_util::sync::CancellationToken;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
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

fn run() -> anyhow::Result<ExitCode> {
    let cli = cli::Cli::parse();
    // Before anything else is there: it is given nothing but its document.
    if matches!(cli.command, cli::Command::ReadDocument) {
        return commands::read_document::run().map(|()| ExitCode::SUCCESS);
    }
    let config = config::Config::load(&cli.settings)?;
    baton_outbound::install_crypto();
    let (spans, exporter) = traces::prepare(&config.telemetry)?.unzip();
    logs::start(&config.log, spans)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let stop = CancellationToken::new();
    let exporting = exporter.map(|exporter| runtime.spawn(exporter.run(stop.clone())));
    let ran = runtime.block_on(commands::run(cli.command, config));
    stop.cancel();
    if let Some(exporting) = exporting {
        let last = async { tokio::time::timeout(traces::LAST_WORD, exporting).await };
        if runtime.block_on(last).is_err() {
            tracing::warn!("the last traces were not exported");
        }
    }
    ran
}
