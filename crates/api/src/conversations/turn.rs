//! Why this answer.

use crate::{auth::Who, extract::Below, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    conversation::held::HeldAnswer,
    id::{ConversationId, TurnId},
    role::Permission,
    trace::Trace,
};
use baton_store::{conversations::held, turns};
use serde::Serialize;
use utoipa::ToSchema;

/// Why a turn answered as it did, and what the team made of its answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TurnView {
    /// What it understood, read and decided.
    #[serde(flatten)]
    trace: Trace,
    /// Its answer as it was held for the team, and what became of it; null: it went out by itself.
    held: Option<HeldAnswer>,
}

/// Shows what a turn understood, read, decided and sent.
#[utoipa::path(get, path = "/api/v1/conversations/{id}/turns/{turn_id}", operation_id = "show_turn", tag = "Conversations",
    params(("id" = ConversationId, Path), ("turn_id" = TurnId, Path)),
    responses((status = 200, body = TurnView), (status = "default", body = Problem)))]
pub(crate) async fn turn(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, turn): Below<ConversationId, TurnId>,
) -> Result<Json<TurnView>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let workspace = caller.workspace;
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        let Some(trace) = turns::trace(conn, workspace, id, turn).await? else {
            return Ok(None);
        };
        let held = held::of_turn(conn, workspace, (id, turn)).await?;
        let held = held.map(|held| held.answer);
        Ok::<_, baton_db::DbError>(Some(TurnView { trace, held }))
    };
    let view = edge.reader.read(read).await?;
    view.map(Json).ok_or_else(Problem::not_found)
}
