//! In which browsers somebody is signed in.

use crate::{auth::Browser, problem::Problem};
use axum::{Json, extract::State};
use baton_app::App;
use baton_core::{id::SessionId, time::Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// A browser in which somebody is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionSeen {
    /// The session.
    id: SessionId,
    /// Browser and system in words, where known.
    device: Option<String>,
    /// The address at which it was begun, where known.
    address: Option<String>,
    /// When it was begun.
    created_at: Timestamp,
    /// When it was last seen, to the minute.
    last_seen_at: Timestamp,
    /// Whether it is the one that asks.
    current: bool,
}

/// Every browser in which somebody is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Sessions {
    /// The one seen last first.
    items: Vec<SessionSeen>,
}

/// Lists the sessions of who is signed in.
#[utoipa::path(get, path = "/api/v1/account/sessions", operation_id = "list_sessions", tag = "Account",
    responses((status = 200, body = Sessions), (status = 401, body = Problem)))]
pub(crate) async fn sessions(
    State(app): State<App>,
    Browser(signed_in): Browser,
) -> Result<Json<Sessions>, Problem> {
    let seen = app.sessions(&signed_in).await?.into_iter();
    let items = seen.map(|session| SessionSeen {
        current: session.id == signed_in.session,
        id: session.id,
        device: session.device,
        address: session.address,
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
    });
    Ok(Json(Sessions {
        items: items.collect(),
    }))
}
