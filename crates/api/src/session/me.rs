//! Who is signed in, as the console starts with it.

use crate::{problem::Problem, state::Edge};
use baton_app::{AppError, Caller};
use baton_core::{
    id::{UserId, WorkspaceId},
    role::{Permission, Role},
};
use baton_store::{events, members, users, workspaces};
use serde::Serialize;
use utoipa::ToSchema;

/// Where sockets connect, at this same host.
const REALTIME_PATH: &str = "/realtime";

/// Who is signed in, and what they may do where.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    /// The person.
    user: MyUser,
    /// The workspace that is looked at.
    workspace: MyWorkspace,
    /// What they are in it.
    role: Role,
    /// What that allows.
    permissions: &'static [Permission],
    /// Every workspace they belong to.
    workspaces: Vec<MyMembership>,
    /// Where live updates come from.
    realtime: MyRealtime,
    /// The newest event of the workspace: where its stream starts.
    event_seq: i64,
}

/// The person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MyUser {
    /// Who.
    id: UserId,
    /// As teammates read it.
    name: String,
    /// Their address.
    email: String,
}

/// A workspace.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MyWorkspace {
    /// The workspace.
    id: WorkspaceId,
    /// Its name.
    name: String,
}

/// A workspace that somebody belongs to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MyMembership {
    /// The workspace.
    id: WorkspaceId,
    /// Its name.
    name: String,
    /// What they are there.
    role: Role,
}

/// The realtime application.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MyRealtime {
    /// Its public key.
    key: String,
    /// The path before `/app/{key}`.
    path: &'static str,
}

/// What a caller is told of themselves.
pub(crate) async fn of(edge: &Edge, caller: Caller) -> Result<Me, Problem> {
    let (user, workspace) = (caller.person.id, caller.workspace);
    let (user, workspace, memberships, event_seq) = edge
        .reader
        .read(async move |conn| {
            // Before the rest: what happens in between is then fetched twice, not missed.
            let event_seq = events::latest_seq(conn, workspace).await?;
            let user = users::find(conn, user)
                .await?
                .ok_or(AppError::Unauthorized)?;
            let workspace = workspaces::find(conn, workspace)
                .await?
                .ok_or(AppError::Unauthorized)?;
            let memberships = members::of_user(conn, user.id).await?;
            Ok::<_, AppError>((user, workspace, memberships, event_seq))
        })
        .await?;
    Ok(Me {
        user: MyUser {
            id: user.id,
            name: user.name,
            email: user.email,
        },
        workspace: MyWorkspace {
            id: workspace.id,
            name: workspace.name,
        },
        role: caller.role,
        permissions: caller.role.permissions(),
        workspaces: memberships
            .into_iter()
            .map(|m| MyMembership {
                id: m.workspace,
                name: m.name,
                role: m.role,
            })
            .collect(),
        realtime: MyRealtime {
            key: edge.app.secrets.realtime_key.clone(),
            path: REALTIME_PATH,
        },
        event_seq,
    })
}
