//! Whether the audit log is whole.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_app::audit::{Chain, verify};
use baton_core::id::AuditId;
use serde::Serialize;
use utoipa::ToSchema;

/// What following the chain of the audit log found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChainFound {
    /// Whether every line fits the one before it.
    whole: bool,
    /// How many lines the chain has, as far as it fits.
    lines: i64,
    /// How many lines of older programs it vouches for.
    older: i64,
    /// The hash of its last line, where it is whole: noted elsewhere, it proves that nothing was taken off the end.
    hash: Option<String>,
    /// The first line that does not fit.
    broken: Option<AuditId>,
    /// What is wrong with it.
    why: Option<&'static str>,
}

/// Follows the chain of the audit log from its first line to its last. For admins and the owner.
#[utoipa::path(get, path = "/api/v1/audit/chain", operation_id = "verify_audit", tag = "Audit",
    responses((status = 200, body = ChainFound), (status = "default", body = Problem)))]
pub(crate) async fn chain(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<ChainFound>, Problem> {
    edge.app.may_read_audit(&caller, "audit.read").await?;
    Ok(Json(match verify(&edge.app.db, caller.workspace).await? {
        Chain::Whole { lines, older, hash } => ChainFound {
            whole: true,
            lines,
            older,
            hash: Some(hash),
            broken: None,
            why: None,
        },
        Chain::Broken { seq, line, why } => ChainFound {
            whole: false,
            lines: seq.saturating_sub(1).max(0),
            older: 0,
            hash: None,
            broken: line,
            why: Some(why),
        },
    }))
}
