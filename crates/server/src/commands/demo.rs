//! `baton demo`: a workspace to look around in. Made at the first start, found again at the next.

#![expect(
    clippy::same_name_method,
    reason = "the derive of RustEmbed writes them"
)]

use super::{import::in_calls, say};
use crate::{config::Config, serve, wiring};
use anyhow::Context as _;
use baton_app::{App, Caller, knowledge::add::Material, members::setup::Setup};
use baton_core::{
    actor::Person,
    assistant::{Assistant, LeadPrompt, LeadPromptMode},
    id::{AssistantId, WorkspaceId},
    lead::{LeadField, LeadFieldType, LeadForm},
    role::Role,
};
use baton_store::assistants;
use rust_embed::RustEmbed;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The knowledge of the demo shop.
#[derive(RustEmbed)]
#[folder = "../../demo/knowledge"]
struct Knowledge;

/// What `demo.json` tells: how to sign in, and whose widget the shop page shows.
#[derive(Debug, Serialize, Deserialize)]
struct Ticket {
    url: String,
    email: String,
    password: String,
    assistant: AssistantId,
}

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let app = wiring::app(config).await?;
    let path = config.server.data_dir.join("demo.json");
    let ticket = match read(&path)? {
        Some(ticket) => Ticket {
            url: config.public_origin(),
            ..ticket
        },
        None => make(&app, config).await?,
    };
    write(&path, &ticket)?;
    say(&format!(
        "Baton demo\n  Inbox     {url}/app/inbox\n  Shop page {url}/demo\n  Sign in   {email}  {password}",
        url = ticket.url,
        email = ticket.email,
        password = ticket.password
    ))?;
    serve::serve(config, app, Some(ticket.assistant)).await
}

fn read(path: &Path) -> anyhow::Result<Option<Ticket>> {
    match std::fs::read(path) {
        Ok(json) => Ok(Some(serde_json::from_slice(&json).with_context(|| {
            format!(
                "{} is damaged; remove the data folder to start the demo anew",
                path.display()
            )
        })?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Written beside and moved into place: a reader never sees half of it. Only for the owner of the folder.
fn write(path: &Path, ticket: &Ticket) -> anyhow::Result<()> {
    let beside: PathBuf = path.with_extension("json.new");
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    std::fs::write(&beside, serde_json::to_vec_pretty(ticket)?)
        .and_then(|()| private(&beside))
        .and_then(|()| std::fs::rename(&beside, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn private(_path: &Path) -> std::io::Result<()> {
    Ok(())
}

async fn make(app: &App, config: &Config) -> anyhow::Result<Ticket> {
    let password = format!("{:018x}", u128::from_be_bytes(app.ids.bytes()) >> 56);
    let email = "maya@larchandtarn.example";
    let founded = app
        .setup(Setup {
            workspace: "Larch & Tarn".to_owned(),
            name: "Maya Lindqvist".to_owned(),
            email: email.to_owned(),
            password: password.clone(),
        })
        .await
        .context("this data folder holds an installation that is not the demo: choose another with --data-dir")?;
    let person = Person {
        id: founded.owner,
        name: "Maya Lindqvist".to_owned(),
    };
    let owner = Caller {
        workspace: founded.workspace,
        person,
        role: Role::Owner,
    };
    furnish(app, &owner, founded.assistant).await?;
    Ok(Ticket {
        url: config.public_origin(),
        email: email.to_owned(),
        password,
        assistant: founded.assistant,
    })
}

/// Gives the first assistant the shop's settings and knowledge.
async fn furnish(app: &App, owner: &Caller, id: AssistantId) -> anyhow::Result<()> {
    let workspace: WorkspaceId = owner.workspace;
    app.db
        .write(async move |conn| {
            let Some(kept) = assistants::find(conn, workspace, id).await? else {
                return Ok(());
            };
            assistants::update(conn, workspace, &shop_assistant(kept.assistant)).await
        })
        .await?;
    let mut found = Vec::new();
    for path in Knowledge::iter() {
        if let Some(file) = Knowledge::get(&path) {
            let page = path.rsplit_once('.').map_or(&*path, |(page, _)| page);
            let url = Some(format!("{}/help/{page}", app.public_origin));
            found.push(Material::File {
                name: path.to_string(),
                url,
                bytes: file.data.into_owned(),
            });
        }
    }
    tracing::info!(pages = found.len(), "reading the demo shop's knowledge");
    for materials in in_calls(found) {
        app.add_knowledge(owner, id, materials).await?;
    }
    app.drain_jobs().await?;
    Ok(())
}

fn shop_assistant(assistant: Assistant) -> Assistant {
    let field = |key: &str, label: &str, kind, required| LeadField {
        key: key.to_owned(),
        label: label.to_owned(),
        kind,
        required,
        options: Vec::new(),
    };
    let prompts = [
        "Do the Talus Mid boots run small?",
        "How long can I return things?",
        "Do you resole boots?",
    ];
    Assistant {
        name: "Scout".to_owned(),
        greeting: "Welcome to Larch & Tarn. Want a hand with boots, tents or repairs?".to_owned(),
        instructions: "Be brief and practical. Mention free returns where sizes are in doubt."
            .to_owned(),
        starter_prompts: prompts.map(str::to_owned).to_vec(),
        // Group orders leave a lead; who asks about boots is left to read.
        lead_prompt: LeadPrompt {
            mode: LeadPromptMode::OnIntent,
            turns: 3,
        },
        lead_form: LeadForm {
            title: "Where should we send the quote?".to_owned(),
            fields: vec![
                field("name", "Name", LeadFieldType::Text, false),
                field("email", "Email", LeadFieldType::Email, true),
                field("group_size", "Group size", LeadFieldType::Number, false),
                field(
                    "consent",
                    "You may contact me",
                    LeadFieldType::Consent,
                    true,
                ),
            ],
        },
        ..assistant
    }
}
