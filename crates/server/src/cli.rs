//! The commands and their flags.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// An inbox in which an AI assistant answers first, people take over, and hand back.
#[derive(Debug, Parser)]
#[command(name = "baton", version, about)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags that every command takes; they win over the environment and the configuration file.
#[derive(Debug, Default, Args)]
pub(crate) struct Settings {
    /// Configuration file, TOML.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Address to listen on [default: 127.0.0.1:8080].
    #[arg(long, global = true, value_name = "HOST:PORT")]
    pub(crate) listen: Option<String>,
    /// Where everything is kept [default: ./data].
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Under which address people reach this server [default: the listen address].
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) public_url: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Runs the server.
    Serve,
    /// Runs the server with a demo workspace: an outdoor-gear shop, its knowledge and a page with the widget.
    Demo,
    /// Brings the database up to this version and ends.
    Migrate,
    /// Prints the OpenAPI document of the interface.
    Openapi,
    /// Manages the people of a workspace.
    #[command(subcommand)]
    User(User),
    /// Imports knowledge: Markdown, HTML and text files, folders of them, or one page of the web.
    Import(Import),
    /// Reads one document from standard input; the server starts it by itself.
    #[command(hide = true)]
    ReadDocument,
    /// Sends a test mail, at once and past the queue, and says how it went.
    MailTest(MailTest),
    /// Asks a running server whether it is ready; for health checks.
    Ready,
    /// Looks whether all is well: one line for each check. Ends with 0, with 1 after a warning, with 2 after a failure.
    Doctor(Doctor),
    /// Looks after the audit log.
    #[command(subcommand)]
    Audit(Audit),
    /// Writes everything that is kept to one file, also while the server runs.
    Backup(Backup),
    /// Puts a backup back, into either database. Stop the server first.
    Restore(Restore),
}

#[derive(Debug, Args)]
pub(crate) struct MailTest {
    /// Whom to send it to.
    pub(crate) address: String,
}

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// As JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Audit {
    /// Follows the chain of the audit log and names the first line that does not fit. Ends with 0, or with 2 where one does not.
    Verify(VerifyAudit),
}

#[derive(Debug, Args)]
pub(crate) struct VerifyAudit {
    /// Id or name of the workspace; all of them where nothing is said.
    #[arg(long)]
    pub(crate) workspace: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The file to write; `-` for standard output.
    pub(crate) file: PathBuf,
    /// Replaces the file where it is there already.
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// A file that `baton backup` wrote.
    pub(crate) file: PathBuf,
    /// Restores although there is data in the database, which is lost.
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Adds a person to a workspace; reads the password from standard input where none is given.
    Add(AddUser),
}

#[derive(Debug, Args)]
pub(crate) struct AddUser {
    /// E-mail address to sign in with.
    #[arg(long)]
    pub(crate) email: String,
    /// As teammates and visitors read it.
    #[arg(long)]
    pub(crate) name: String,
    /// admin, editor or viewer.
    #[arg(long, default_value = "editor")]
    pub(crate) role: String,
    /// At least 10 characters; read from standard input where it is missing.
    #[arg(long)]
    pub(crate) password: Option<String>,
    /// Id or name of the workspace; may be left out where there is one.
    #[arg(long)]
    pub(crate) workspace: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// Files, folders, or one web address.
    #[arg(required = true)]
    pub(crate) from: Vec<String>,
    /// Id of the assistant; may be left out where there is one.
    #[arg(long)]
    pub(crate) assistant: Option<String>,
}
