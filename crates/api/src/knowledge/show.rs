//! One source with what was read from it.

use crate::{auth::Who, extract::Id, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    id::SourceId,
    knowledge::{KnowledgeDocument, KnowledgeSource},
    role::Permission,
};
use baton_store::knowledge::{documents, sources};
use serde::Serialize;
use utoipa::ToSchema;

/// A source with its documents.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceRead {
    /// The source.
    #[serde(flatten)]
    source: KnowledgeSource,
    /// In order.
    documents: Vec<KnowledgeDocument>,
}

/// Shows a source with its documents.
#[utoipa::path(get, path = "/api/v1/knowledge/sources/{id}", operation_id = "show_source", tag = "Knowledge",
    params(("id" = SourceId, Path)),
    responses((status = 200, body = SourceRead), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<SourceId>,
) -> Result<Json<SourceRead>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let workspace = caller.workspace;
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        let source = sources::find(conn, workspace, id)
            .await?
            .ok_or_else(Problem::not_found)?;
        let documents = documents::list(conn, workspace, id).await?;
        Ok::<_, Problem>(SourceRead { source, documents })
    };
    edge.reader.read(read).await.map(Json)
}
