//! Who could take a conversation.

use crate::{auth::Who, problem::Problem};
use axum::{Json, extract::State};
use baton_app::{App, members::teammates::Seen};
use baton_core::{
    id::{ConversationId, UserId},
    role::Role,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody of the team, as those see them who pass conversations on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Teammate {
    /// Who.
    id: UserId,
    /// As teammates read it.
    name: String,
    /// What they may do.
    role: Role,
    /// Whether their console is open.
    online: bool,
    /// Whether they turned themselves away: they get nothing assigned.
    away: bool,
    /// There, not away, and with the right to reply.
    available: bool,
    /// The conversations that they have open now.
    viewing: Vec<ConversationId>,
}

/// The team.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Teammates {
    /// In the order they came; without open invitations.
    items: Vec<Teammate>,
}

impl From<Seen> for Teammate {
    fn from(seen: Seen) -> Self {
        Self {
            available: seen.is_available(),
            online: seen.online,
            viewing: seen.viewing,
            away: seen.teammate.away_at.is_some(),
            id: seen.teammate.id,
            name: seen.teammate.name,
            role: seen.teammate.role,
        }
    }
}

/// Lists the team, with who is there.
#[utoipa::path(get, path = "/api/v1/teammates", operation_id = "list_teammates", tag = "Team",
    responses((status = 200, body = Teammates), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<Teammates>, Problem> {
    let seen = app.teammates(&caller).await?;
    let items = seen.into_iter().map(Teammate::from).collect();
    Ok(Json(Teammates { items }))
}
