//! The timeline of one conversation.

use crate::{
    auth::Who,
    extract::{Id, Params},
    page::{After, End, Stretch},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{event::Envelope, id::ConversationId, page::Limit};
use baton_store::events;

/// Lists what happened, ascending, without messages.
#[utoipa::path(get, path = "/api/v1/conversations/{id}/events", operation_id = "list_conversation_events", tag = "Conversations",
    params(("id" = ConversationId, Path), After),
    responses((status = 200, body = Stretch<Envelope>), (status = "default", body = Problem)))]
pub(crate) async fn events(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
    Params(wish): Params<After>,
) -> Result<Json<Stretch<Envelope>>, Problem> {
    edge.readable(&caller, id).await?;
    let (limit, workspace) = (Limit::new(wish.limit), caller.workspace);
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        events::timeline(conn, workspace, id, wish.after, limit.and_one()).await
    };
    let events = edge.reader.read(read).await?;
    Ok(Json(Stretch::cut(events, limit, End::Last)))
}
