//! The pages that a conversation's visitor was on.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{id::ConversationId, time::Timestamp};
use baton_store::conversations::pages::list;
use serde::Serialize;
use utoipa::ToSchema;

/// A page, and when the visitor came to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PageVisited {
    /// Its address.
    url: String,
    /// Its title.
    title: Option<String>,
    /// When they came to it.
    at: Timestamp,
}

/// Pages.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PagesVisited {
    /// The newest first, 30 at most.
    items: Vec<PageVisited>,
}

/// Lists the pages that the visitor was on, the newest first.
#[utoipa::path(get, path = "/api/v1/conversations/{id}/pages", operation_id = "list_pages", tag = "Conversations",
    params(("id" = ConversationId, Path)),
    responses((status = 200, body = PagesVisited), (status = "default", body = Problem)))]
pub(crate) async fn pages(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<ConversationId>,
) -> Result<Json<PagesVisited>, Problem> {
    edge.readable(&caller, id).await?;
    let workspace = caller.workspace;
    let found = edge
        .reader
        .read(async move |conn| list(conn, workspace, id).await)
        .await?;
    let items = found.into_iter().map(|page| PageVisited {
        url: page.url,
        title: page.title,
        at: page.at,
    });
    Ok(Json(PagesVisited {
        items: items.collect(),
    }))
}
