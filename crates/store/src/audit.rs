//! The audit log: who did what to what, accepted or refused. Only ever appended to, which the database itself sees to, and
//! chained: see [`baton_core::audit`].

mod chain;
mod list;

pub use chain::{Head, Link, OLDER, head, heads, links, older};
pub use list::{Filter, list, names};

use baton_core::{
    actor::{Actor, ActorKind},
    audit::{Line, Outcome},
    id::{AuditId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

/// A privileged act that is to be written down.
#[derive(Debug, Clone)]
pub struct Act {
    /// The line.
    pub id: AuditId,
    /// Who.
    pub actor: Actor,
    /// What, like `conversation.claim`.
    pub action: String,
    /// To what kind of thing, and to which one.
    pub target: (String, Option<Uuid>),
    /// How it ended.
    pub outcome: Outcome,
    /// What else matters, as JSON.
    pub detail: Option<String>,
    /// The client's address.
    pub address: Option<String>,
}

impl Act {
    fn line(self, seq: i64, now: Timestamp) -> Line {
        let (target_kind, target_id) = self.target;
        Line {
            id: self.id,
            seq: Some(seq),
            at: now,
            actor: self.actor,
            action: self.action,
            target_kind,
            target_id,
            outcome: self.outcome,
            detail: self.detail,
            address: self.address,
        }
    }
}

row! {
    struct Stored {
        id: AuditId = "id" as Uuid,
        seq: Option<i64> = "seq",
        at: Timestamp = "at" as i64,
        actor_kind: ActorKind = "actor_kind" as str,
        actor_id: Option<Uuid> = "actor_id",
        actor_name: Option<String> = "actor_name",
        action: String = "action",
        target_kind: String = "target_kind",
        target_id: Option<Uuid> = "target_id",
        outcome: Outcome = "outcome" as str,
        detail: Option<String> = "detail",
        address: Option<String> = "address",
        hash: Option<Vec<u8>> = "hash",
    }
}

impl Stored {
    fn line(self) -> Line {
        Line {
            id: self.id,
            seq: self.seq,
            at: self.at,
            actor: Actor {
                kind: self.actor_kind,
                id: self.actor_id,
                name: self.actor_name,
            },
            action: self.action,
            target_kind: self.target_kind,
            target_id: self.target_id,
            outcome: self.outcome,
            detail: self.detail,
            address: self.address,
        }
    }
}

/// Adds lines to the end of the chain, in their order. Locks that end until the transaction is over: whoever else adds to it
/// waits. It comes after everything else that a transaction locks, but for the workspace's own row.
pub async fn append(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    acts: Vec<Act>,
    now: Timestamp,
) -> Result<()> {
    let Some(first) = acts.first() else {
        return Ok(());
    };
    let mut end = chain::lock(conn, workspace).await?;
    let mut statements = Vec::with_capacity(acts.len() + 2);
    if end.seq == 0
        && let Some(before) = chain::adopt(conn, workspace, first).await?
    {
        statements.push(add(workspace, before, &mut end, now));
    }
    for act in acts {
        statements.push(add(workspace, act, &mut end, now));
    }
    statements.push(sql!(
        "UPDATE audit_heads SET seq = {}, hash = {} WHERE workspace_id = {}",
        end.seq,
        end.hash,
        workspace.uuid()
    ));
    conn.execute_all(statements).await?;
    Ok(())
}

/// The statement that stores a line after the present end, which it becomes.
fn add(workspace: WorkspaceId, act: Act, end: &mut Head, now: Timestamp) -> Sql {
    let line = act.line(end.seq + 1, now);
    let hash = line.hash(workspace, &end.hash);
    *end = Head {
        seq: end.seq + 1,
        hash: hash.to_vec(),
    };
    sql!(
        "INSERT INTO audit_logs (id, workspace_id, at, actor_kind, actor_id, actor_name, action, target_kind, target_id,
             outcome, detail, seq, address, hash)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})",
        line.id.uuid(), workspace.uuid(), now.ms(), line.actor.kind.as_str(), line.actor.id, line.actor.name,
        line.action, line.target_kind, line.target_id, line.outcome.as_str(), line.detail, line.seq, line.address,
        hash.as_slice()
    )
}
