//! Moving a lead to another stage.

use super::view::{LeadView, views};
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{id::LeadId, lead::LeadStatus};
use serde::Deserialize;
use utoipa::ToSchema;

/// What shall be different.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct LeadPatch {
    /// The stage.
    status: LeadStatus,
}

/// Sets the stage of a lead.
#[utoipa::path(patch, path = "/api/v1/leads/{id}", operation_id = "update_lead", tag = "Leads",
    params(("id" = LeadId, Path)), request_body = LeadPatch,
    responses((status = 200, body = LeadView), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<LeadId>,
    Body(patch): Body<LeadPatch>,
) -> Result<Json<LeadView>, Problem> {
    let lead = edge
        .app
        .change_lead_status(&caller, id, patch.status)
        .await?;
    let (workspace, presence) = (caller.workspace, edge.app.presence.clone());
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        views(conn, workspace, &presence, vec![lead]).await
    };
    let seen = edge.reader.read(read).await?.into_iter().next();
    seen.map(Json).ok_or_else(Problem::not_found)
}
