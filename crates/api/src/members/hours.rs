//! When the team is there.

use crate::{auth::Who, extract::Body, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::{
    team::hours::{BusinessHours, Door},
    time::Timestamp,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Whether the team should be there.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Now {
    /// Whether it should.
    open: bool,
    /// When that changes; null where it never does.
    changes_at: Option<Timestamp>,
}

/// When the team is there, and what that means now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Hours {
    /// As they are kept.
    hours: BusinessHours,
    /// At this moment.
    now: Now,
}

impl From<Door> for Now {
    fn from(door: Door) -> Self {
        let open = door.is_open();
        let (Door::Open(change) | Door::Closed(change)) = door;
        Self {
            open,
            changes_at: change.map(|opening| opening.at),
        }
    }
}

/// Shows when the team is there.
#[utoipa::path(get, path = "/api/v1/business-hours", operation_id = "show_business_hours", tag = "Team",
    responses((status = 200, body = Hours), (status = "default", body = Problem)))]
pub(crate) async fn show(State(app): State<App>, Who(caller): Who) -> Result<Json<Hours>, Problem> {
    let (hours, door) = app.business_hours(&caller).await?;
    Ok(Json(Hours {
        hours,
        now: door.into(),
    }))
}

/// Sets when the team is there.
#[utoipa::path(patch, path = "/api/v1/business-hours", operation_id = "update_business_hours", tag = "Team",
    request_body = BusinessHours,
    responses((status = 200, body = Hours), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(app): State<App>,
    Who(caller): Who,
    Body(wish): Body<BusinessHours>,
) -> Result<Json<Hours>, Problem> {
    let (hours, door) = app.set_business_hours(&caller, wish).await?;
    Ok(Json(Hours {
        hours,
        now: door.into(),
    }))
}

/// Tells what hours would mean now. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/business-hours/preview", operation_id = "preview_business_hours", tag = "Team",
    request_body = BusinessHours,
    responses((status = 200, body = Now), (status = "default", body = Problem)))]
pub(crate) async fn preview(
    State(app): State<App>,
    Who(caller): Who,
    Body(wish): Body<BusinessHours>,
) -> Result<Json<Now>, Problem> {
    Ok(Json(app.try_business_hours(&caller, &wish)?.into()))
}
