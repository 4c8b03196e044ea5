//! Who belongs to the workspace.

use crate::{auth::Who, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::{id::UserId, role::Role, time::Timestamp};
use baton_store::members;
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody of a workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Member {
    /// Who.
    id: UserId,
    /// As teammates read it.
    name: String,
    /// Their address.
    email: String,
    /// What they may do.
    role: Role,
    /// Since when; null while the invitation is open.
    accepted_at: Option<Timestamp>,
}

/// Everybody of a workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Members {
    /// In the order they came.
    items: Vec<Member>,
}

impl From<members::Member> for Member {
    fn from(member: members::Member) -> Self {
        Self {
            id: member.id,
            name: member.name,
            email: member.email,
            role: member.role,
            accepted_at: member.accepted_at,
        }
    }
}

/// Lists everybody of the workspace.
#[utoipa::path(get, path = "/api/v1/members", operation_id = "list_members", tag = "Sign-in",
    responses((status = 200, body = Members), (status = 401, body = Problem)))]
pub(crate) async fn list(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<Members>, Problem> {
    let items = app
        .members(&caller)
        .await?
        .into_iter()
        .map(Member::from)
        .collect();
    Ok(Json(Members { items }))
}
