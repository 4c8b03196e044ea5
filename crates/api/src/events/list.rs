//! What a client missed.

use crate::{
    auth::Who,
    extract::Params,
    page::{After, End, Stretch},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{event::Envelope, page::Limit, role::Permission};
use baton_store::events;
use serde::Serialize;
use utoipa::ToSchema;

/// A stretch of the workspace's stream.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Missed {
    /// Ascending by seq.
    items: Vec<Envelope>,
    /// The seq of the newest event there is.
    latest_seq: i64,
    /// Whether there are more.
    has_more: bool,
}

/// Lists events after a seq, ascending.
#[utoipa::path(get, path = "/api/v1/events", operation_id = "list_events", tag = "Conversations",
    params(After),
    responses((status = 200, body = Missed), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<After>,
) -> Result<Json<Missed>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let (limit, workspace) = (Limit::new(wish.limit), caller.workspace);
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        let events = events::after(conn, workspace, wish.after, limit.and_one()).await?;
        Ok::<_, Problem>((events, events::latest_seq(conn, workspace).await?))
    };
    let (events, latest_seq) = edge.reader.read(read).await?;
    let Stretch { items, has_more } = Stretch::cut(events, limit, End::Last);
    Ok(Json(Missed {
        items,
        latest_seq,
        has_more,
    }))
}
