//! After what time each step of an alert follows.

use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{alert::AlertPlan, role::Permission};
use baton_store::leads::alerts;

/// Shows when each step follows.
#[utoipa::path(get, path = "/api/v1/alerts/plan", operation_id = "show_alert_plan", tag = "Alerts",
    responses((status = 200, body = AlertPlan), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<AlertPlan>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let workspace = caller.workspace;
    let read = async move |conn: &mut baton_db::Conn<'_>| alerts::plan(conn, workspace).await;
    Ok(edge.reader.read(read).await.map(Json)?)
}

/// Sets when each step follows, for alerts that are raised or looked at from now on.
#[utoipa::path(patch, path = "/api/v1/alerts/plan", operation_id = "set_alert_plan", tag = "Alerts",
    request_body = AlertPlan,
    responses((status = 200, body = AlertPlan), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(plan): Body<AlertPlan>,
) -> Result<Json<AlertPlan>, Problem> {
    edge.app.set_alert_plan(&caller, plan).await?;
    Ok(Json(plan))
}
