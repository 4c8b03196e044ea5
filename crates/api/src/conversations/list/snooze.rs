//! Putting a conversation away until a time.

use crate::{
    auth::Who,
    conversations::view::ConversationView,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::conversations::inbox::snooze::SnoozeFor;
use baton_core::{id::ConversationId, team::hours::snooze::Snooze, time::Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;

/// For how long: one of both.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct HowLong {
    /// By the workspace's own clock; mornings begin at 9:00.
    #[serde(rename = "for")]
    usual: Option<Snooze>,
    /// Until this time, at most a year ahead.
    until: Option<Timestamp>,
}

impl HowLong {
    /// What is said, where exactly one is.
    pub(super) fn one(self) -> Result<SnoozeFor, Problem> {
        match (self.usual, self.until) {
            (Some(usual), None) => Ok(SnoozeFor::Usual(usual)),
            (None, Some(until)) => Ok(SnoozeFor::Until(until)),
            _ => Err(Problem::invalid(
                "for",
                "Give either `for` (1h, 3h, tomorrow, monday) or `until`, a time.",
            )),
        }
    }
}

/// How to put it away.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SnoozeWish {
    #[serde(flatten)]
    how_long: HowLong,
    /// The last message that was read: where the visitor wrote after it, nothing is put away.
    last_seq: Option<i64>,
}

/// Puts an open conversation away: out of the lists until then, or until its visitor writes or its holder changes.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/snooze", operation_id = "snooze_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)),
    request_body = SnoozeWish,
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn snooze(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Body(wish): Body<SnoozeWish>,
) -> Result<Json<ConversationView>, Problem> {
    let how = (wish.how_long.one()?, wish.last_seq);
    let conversation = edge.app.snooze(&caller, id, how).await?;
    edge.view(&caller, conversation).await.map(Json)
}

/// Takes a conversation out again.
#[utoipa::path(post, path = "/api/v1/conversations/{id}/unsnooze", operation_id = "unsnooze_conversation", tag = "Conversations",
    params(("id" = ConversationId, Path)),
    responses((status = 200, body = ConversationView), (status = "default", body = Problem)))]
pub(crate) async fn unsnooze(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
) -> Result<Json<ConversationView>, Problem> {
    let conversation = edge.app.unsnooze(&caller, id).await?;
    edge.view(&caller, conversation).await.map(Json)
}
