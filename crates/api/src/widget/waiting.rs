//! What a visitor who waits may know.

use super::visiting::Visiting;
use crate::{problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    conversation::WaitMode,
    team::wait::{Estimate, Staffing},
    time::Timestamp,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A wait for a person, as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WidgetWait {
    /// How they wait; null where they do not.
    waits: Option<WaitMode>,
    /// Who of the team could come.
    staffing: Staffing,
    /// When the team is there again; null where it is, or never is.
    opens_at: Option<Timestamp>,
    /// Their place in the live queue; 1: the next one.
    position: Option<i64>,
    /// How long it took others lately; null where somebody is not there, or too few have waited.
    estimate: Option<Estimate>,
    /// After so many seconds they are offered an e-mail instead.
    offer_after_s: u32,
}

/// Tells how the wait for a person stands.
#[utoipa::path(get, path = "/v1/widget/wait", operation_id = "widget_show_wait", tag = "Widget", security(("widget" = [])),
    responses((status = 200, body = WidgetWait), (status = "default", body = Problem)))]
pub(crate) async fn waiting(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
) -> Result<Json<WidgetWait>, Problem> {
    let wait = edge.app.waiting(visitor).await?;
    Ok(Json(WidgetWait {
        waits: wait.waits,
        staffing: wait.staffing,
        opens_at: wait.opens.map(|opening| opening.at),
        position: wait.position,
        estimate: wait.estimate,
        offer_after_s: wait.offer_after_s,
    }))
}
