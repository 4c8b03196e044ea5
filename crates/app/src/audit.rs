//! Whether the audit log is whole: every line hashes to what is kept for it, after the one before it.

mod refusal;

use crate::{App, Caller, error::Result};
use baton_core::{
    audit::{Hash, in_hex},
    id::{AuditId, WorkspaceId},
    role::Permission,
};
use baton_db::{Db, DbError};
use baton_store::audit::{self, Head, Link, OLDER};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Lines that are read at once.
const STRIDE: i64 = 500;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Chain {
    /// Every line fits.
    Whole {
        /// How many lines the chain has.
        lines: i64,
        /// How many older lines it vouches for.
        older: i64,
        /// The hash of the last one, to be noted elsewhere.
        hash: String,
    },
    /// One does not.
    Broken {
        /// The number of the first line that does not fit.
        seq: i64,
        /// That line, where there is one.
        line: Option<AuditId>,
        /// What is wrong with it.
        why: &'static str,
    },
}

/// What a chain's first line says of those before it.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
struct Older {
    lines: i64,
    hash: String,
}

/// Follows the chain of a workspace from its first line to its end.
pub async fn verify(db: &Db, workspace: WorkspaceId) -> Result<Chain> {
    // The end first: lines that are added meanwhile are beyond it.
    let (head, older) = db
        .read(async move |conn| {
            let head = audit::head(conn, workspace).await?;
            Ok::<_, DbError>((head, audit::older(conn, workspace).await?))
        })
        .await?;
    let end = head.unwrap_or(Head {
        seq: 0,
        hash: vec![0; 32],
    });
    let mut at = Head {
        seq: 0,
        hash: vec![0; 32],
    };
    let mut told = None;
    while at.seq < end.seq {
        let after = at.seq;
        let links = db
            .read(async move |conn| audit::links(conn, workspace, after, STRIDE).await)
            .await?;
        if links.is_empty() {
            return Ok(broken(at.seq + 1, None, "lines are missing at the end"));
        }
        for link in links {
            if at.seq == end.seq {
                break;
            }
            if let Some(why) = misfit(workspace, &at, &link) {
                return Ok(broken(at.seq + 1, Some(link.line.id), why));
            }
            if at.seq == 0 && link.line.action == OLDER {
                let detail = link.line.detail.as_deref().unwrap_or_default();
                told = serde_json::from_str(detail).ok();
            }
            at = Head {
                seq: at.seq + 1,
                hash: link.hash,
            };
        }
    }
    if at.hash != end.hash {
        return Ok(broken(
            at.seq,
            None,
            "it is not the one that was kept as the last",
        ));
    }
    Ok(whole(&at, &told.unwrap_or_default(), older))
}

fn whole(end: &Head, told: &Older, (count, hash): (i64, Hash)) -> Chain {
    // Before the first line of a chain nothing vouches for what older programs wrote.
    if end.seq > 0 && told.lines != count {
        return broken(
            0,
            None,
            "there are more or fewer lines without a number than when the chain began",
        );
    }
    if end.seq > 0 && count > 0 && told.hash != in_hex(&hash) {
        return broken(0, None, "a line from before the chain was changed");
    }
    Chain::Whole {
        lines: end.seq,
        older: count,
        hash: in_hex(&end.hash),
    }
}

fn misfit(workspace: WorkspaceId, before: &Head, link: &Link) -> Option<&'static str> {
    if link.line.seq != Some(before.seq + 1) {
        return Some("the line before it is missing");
    }
    let fits = link.line.hash(workspace, &before.hash).as_slice() == link.hash.as_slice();
    (!fits).then_some("it was changed, or the one before it was")
}

const fn broken(seq: i64, line: Option<AuditId>, why: &'static str) -> Chain {
    Chain::Broken { seq, line, why }
}

/// Every workspace that has an audit log.
pub async fn kept(db: &Db) -> Result<Vec<WorkspaceId>> {
    Ok(db.read(async |conn| audit::heads(conn).await).await?)
}

impl App {
    /// Allows the caller to read the audit log.
    pub async fn may_read_audit(&self, caller: &Caller, action: &'static str) -> Result<()> {
        self.require(caller, Permission::AuditRead, action, None)
            .await
    }

    /// Allows the caller to take the audit log out as a file, and writes down that they do.
    pub async fn begin_audit_export(&self, caller: &Caller, format: &str) -> Result<()> {
        const ACTION: &str = "audit.export";
        self.may_read_audit(caller, ACTION).await?;
        let (actor, detail) = (caller.actor(), json!({"format": format}));
        self.transact(caller.workspace, async move |unit| {
            let target = ("workspace", unit.workspace.uuid());
            unit.audit_with(&actor, ACTION, target, &detail)
        })
        .await
    }
}
