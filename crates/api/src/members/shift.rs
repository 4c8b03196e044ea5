//! Ending one's shift.

use crate::{
    auth::Who,
    conversations::list::bulk::{BulkResults, results},
    extract::Body,
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::conversations::{inbox::shift::Parting, order::NewOrder};
use baton_core::{
    id::{ConversationId, UserId},
    time::Timestamp,
};
use serde::Deserialize;
use utoipa::ToSchema;

/// What becomes of what one holds.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct EndShift {
    /// At most 100; what is not named stays where it is.
    items: Vec<PartingIn>,
}

/// Where a conversation goes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "to", rename_all = "snake_case")]
pub(crate) enum PartingIn {
    /// Back to the assistant.
    Assistant {
        /// Which.
        conversation_id: ConversationId,
        /// A standing order, 1 to 500 characters; null for none.
        #[serde(default)]
        order: Option<String>,
        /// Until when it is in force; null: until it is taken away.
        #[serde(default)]
        expires_at: Option<Timestamp>,
    },
    /// To a teammate who is not away.
    Colleague {
        /// Which.
        conversation_id: ConversationId,
        /// Who.
        user_id: UserId,
        /// A word to them, kept as a note.
        #[serde(default)]
        note: Option<String>,
    },
    /// Back into the queue, at the place that it had.
    Park {
        /// Which.
        conversation_id: ConversationId,
    },
}

impl From<PartingIn> for (ConversationId, Parting) {
    fn from(item: PartingIn) -> Self {
        match item {
            PartingIn::Assistant {
                conversation_id,
                order,
                expires_at,
            } => {
                let order = order.map(|body| NewOrder { body, expires_at });
                (conversation_id, Parting::Assistant(order))
            }
            PartingIn::Colleague {
                conversation_id,
                user_id,
                note,
            } => (conversation_id, Parting::Colleague(user_id, note)),
            PartingIn::Park { conversation_id } => (conversation_id, Parting::Park),
        }
    }
}

/// Ends the caller's shift: what they hold goes where they say, each by itself, and they take no conversations any more.
#[utoipa::path(post, path = "/api/v1/shift/end", operation_id = "end_shift", tag = "Team", request_body = EndShift,
    responses((status = 200, body = BulkResults), (status = "default", body = Problem)))]
pub(crate) async fn end(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(EndShift { items }): Body<EndShift>,
) -> Result<Json<BulkResults>, Problem> {
    let partings = items.into_iter().map(Into::into).collect();
    let parted = edge.app.end_shift(&caller, partings).await?;
    Ok(Json(results(&edge, caller, parted).await?))
}
