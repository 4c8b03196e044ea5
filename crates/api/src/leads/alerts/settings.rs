//! What alerts the caller.

use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::alert::{AlertKind, AlertWishes};
use baton_store::leads::alerts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What alerts somebody, by what it is about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AlertSettings {
    /// A lead came in.
    lead: AlertWishes,
    /// A visitor waits for a person.
    handoff: AlertWishes,
    /// A teammate mentioned them in a note.
    mention: AlertWishes,
    /// A teammate made them responsible.
    assigned: AlertWishes,
}

/// What shall be different.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct AlertSettingsPatch {
    /// A lead came in.
    lead: Option<AlertWishes>,
    /// A visitor waits for a person.
    handoff: Option<AlertWishes>,
    /// A teammate mentioned them in a note.
    mention: Option<AlertWishes>,
    /// A teammate made them responsible.
    assigned: Option<AlertWishes>,
}

/// Shows what alerts the caller.
#[utoipa::path(get, path = "/api/v1/alerts/settings", operation_id = "show_alert_settings", tag = "Alerts",
    responses((status = 200, body = AlertSettings), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<AlertSettings>, Problem> {
    let (workspace, user) = (caller.workspace, caller.person.id);
    let read =
        async move |conn: &mut baton_db::Conn<'_>| alerts::wishes_of(conn, workspace, user).await;
    let wishes = edge.reader.read(read).await?;
    let of = |kind| wishes.get(&kind).copied().unwrap_or_default();
    Ok(Json(AlertSettings {
        lead: of(AlertKind::Lead),
        handoff: of(AlertKind::Handoff),
        mention: of(AlertKind::Mention),
        assigned: of(AlertKind::Assigned),
    }))
}

/// Sets what alerts the caller.
#[utoipa::path(patch, path = "/api/v1/alerts/settings", operation_id = "update_alert_settings", tag = "Alerts",
    request_body = AlertSettingsPatch,
    responses((status = 200, body = AlertSettings), (status = "default", body = Problem)))]
pub(crate) async fn update(
    edge: State<Edge>,
    Who(caller): Who,
    Body(patch): Body<AlertSettingsPatch>,
) -> Result<Json<AlertSettings>, Problem> {
    let said = [
        (AlertKind::Lead, patch.lead),
        (AlertKind::Handoff, patch.handoff),
        (AlertKind::Mention, patch.mention),
        (AlertKind::Assigned, patch.assigned),
    ];
    let wishes: BTreeMap<_, _> = said
        .into_iter()
        .filter_map(|(kind, wishes)| Some((kind, wishes?)))
        .collect();
    edge.app.set_alert_wishes(&caller, wishes).await?;
    show(edge, Who(caller)).await
}
