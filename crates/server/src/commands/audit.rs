//! `baton audit`: whether the audit log is as it was written.

use super::say;
use crate::{
    cli::{Audit, VerifyAudit},
    config::Config,
    wiring,
};
use anyhow::bail;
use baton_app::audit::{Chain, verify};
use baton_db::Db;
use baton_store::workspaces;
use std::{process::ExitCode, time::Duration};

/// Reading a large log takes long.
const PATIENCE: Duration = Duration::from_hours(1);

pub(super) async fn run(config: &Config, command: &Audit) -> anyhow::Result<ExitCode> {
    let Audit::Verify(wanted) = command;
    let db = wiring::open(config, Some(PATIENCE)).await?;
    let whole = verify_all(&db, wanted).await;
    db.close().await;
    Ok(if whole? {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    })
}

async fn verify_all(db: &Db, wanted: &VerifyAudit) -> anyhow::Result<bool> {
    let wanted = wanted.workspace.as_deref();
    let mut all = db.read(async |conn| workspaces::all(conn).await).await?;
    all.retain(|w| wanted.is_none_or(|text| w.name == text || w.id.to_string() == text));
    if all.is_empty() && wanted.is_some() {
        bail!("there is no such workspace");
    }
    let mut whole = true;
    for workspace in all {
        let found = verify(db, workspace.id).await?;
        whole &= matches!(found, Chain::Whole { .. });
        say(&format!("{}: {}", workspace.name, in_words(found)))?;
    }
    Ok(whole)
}

fn in_words(found: Chain) -> String {
    match found {
        Chain::Whole { lines, older, hash } => {
            let before = match older {
                0 => String::new(),
                some => format!(", and {some} from before it"),
            };
            format!("whole, {lines} lines{before}; the last one hashes to {hash}")
        }
        Chain::Broken { seq, line, why } => {
            let which = line.map(|id| format!(" ({id})")).unwrap_or_default();
            format!("BROKEN at line {seq}{which}: {why}")
        }
    }
}
