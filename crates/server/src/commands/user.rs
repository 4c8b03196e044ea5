//! `baton user`: the people of a workspace.

use super::say;
use crate::{
    cli::{AddUser, User},
    config::Config,
    wiring,
};
use anyhow::{Context as _, bail};
use baton_app::{App, members::add::NewMember};
use baton_core::{id::WorkspaceId, role::Role};
use baton_store::workspaces;
use std::io::Read as _;

pub(super) async fn run(config: &Config, command: User) -> anyhow::Result<()> {
    let User::Add(add) = command;
    let app = wiring::app(config).await?;
    let added = add_user(&app, add).await;
    app.db.close().await;
    added
}

async fn add_user(app: &App, add: AddUser) -> anyhow::Result<()> {
    let role: Role = add.role.parse().context("choose admin, editor or viewer")?;
    let workspace = find_workspace(app, add.workspace.as_deref()).await?;
    let password = match add.password {
        Some(password) => password,
        None => read_password()?,
    };
    let new = NewMember {
        email: add.email.clone(),
        name: add.name,
        password,
        role,
    };
    let added = app.add_member(workspace, new).await?;
    let word = if added.is_new {
        "can sign in as"
    } else {
        "keeps the old password and is now"
    };
    say(&format!("{} {word} {role}.", add.email))
}

fn read_password() -> anyhow::Result<String> {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .context("cannot read the password")?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

async fn find_workspace(app: &App, wanted: Option<&str>) -> anyhow::Result<WorkspaceId> {
    let all = app
        .db
        .read(async |conn| workspaces::all(conn).await)
        .await?;
    let mut fitting = all
        .iter()
        .filter(|w| wanted.is_none_or(|text| w.name == text || w.id.to_string() == text));
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Ok(one.id),
        (None, _) => {
            bail!("there is no such workspace; run the first setup in the browser, or `baton demo`")
        }
        (Some(_), Some(_)) => bail!("there are several workspaces: name one with --workspace"),
    }
}
