//! Why this answer.

use crate::{auth::Who, extract::Below, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    id::{ConversationId, TurnId},
    role::Permission,
    trace::Trace,
};
use baton_store::turns;

/// Shows what a turn understood, read, decided and sent.
#[utoipa::path(get, path = "/api/v1/conversations/{id}/turns/{turn_id}", operation_id = "show_turn", tag = "Conversations",
    params(("id" = ConversationId, Path), ("turn_id" = TurnId, Path)),
    responses((status = 200, body = Trace), (status = "default", body = Problem)))]
pub(crate) async fn turn(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, turn): Below<ConversationId, TurnId>,
) -> Result<Json<Trace>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let workspace = caller.workspace;
    let read =
        async move |conn: &mut baton_db::Conn<'_>| turns::trace(conn, workspace, id, turn).await;
    let trace = edge.reader.read(read).await?;
    trace.map(Json).ok_or_else(Problem::not_found)
}
