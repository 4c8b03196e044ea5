//! What each command does.

mod audit;
mod backup;
mod demo;
mod doctor;
mod import;
mod mail_test;
pub(crate) mod read_document;
mod user;

use crate::{cli::Command, config::Config, serve, wiring};
use anyhow::{Context as _, bail};
use std::{io::Write as _, process::ExitCode};

/// Runs a command to its end.
pub(crate) async fn run(command: Command, config: Config) -> anyhow::Result<ExitCode> {
    match command {
        Command::Doctor(command) => doctor::run(&config, &command).await,
        Command::Audit(command) => audit::run(&config, &command).await,
        command => {
            act(command, config).await?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn act(command: Command, config: Config) -> anyhow::Result<()> {
    match command {
        Command::Serve => {
            let app = wiring::app(&config).await?;
            serve::serve(&config, app, None).await
        }
        Command::Demo => demo::run(&config).await,
        Command::Migrate => {
            wiring::database(&config).await?.close().await;
            Ok(())
        }
        Command::Openapi => {
            let document = baton_api::openapi().to_pretty_json()?;
            say(&document)
        }
        Command::User(command) => user::run(&config, command).await,
        Command::Import(command) => import::run(&config, command).await,
        Command::MailTest(command) => mail_test::run(&config, &command).await,
        Command::ReadDocument => read_document::run(),
        Command::Ready => ready(&config).await,
        Command::Backup(command) => backup::backup(&config, &command).await,
        Command::Restore(command) => backup::restore(&config, &command).await,
        Command::Doctor(_) | Command::Audit(_) => Ok(()),
    }
}

/// Writes a line for people to standard output.
pub(crate) fn say(line: &str) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{line}").context("cannot write to standard output")
}

/// Asks the server of this configuration whether it is ready.
async fn ready(config: &Config) -> anyhow::Result<()> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut stream = tokio::net::TcpStream::connect(config.server.listen)
        .await
        .context("nothing listens")?;
    stream
        .write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    if answer.starts_with("HTTP/1.1 200") {
        Ok(())
    } else {
        bail!("not ready")
    }
}
