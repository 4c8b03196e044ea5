//! Adding a page or a text.

use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::knowledge::add::Material;
use baton_core::{id::AssistantId, knowledge::KnowledgeSource};
use serde::Deserialize;
use utoipa::ToSchema;

/// A page by its `url`, or a text by `title` and `text`.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewSource {
    /// Whose knowledge it shall be.
    assistant_id: AssistantId,
    /// The address of a page.
    url: Option<String>,
    /// The title of a text.
    title: Option<String>,
    /// A text, Markdown.
    text: Option<String>,
}

impl NewSource {
    fn material(self) -> Result<Material, Problem> {
        match (self.url, self.text) {
            (Some(url), None) => Ok(Material::Page { url }),
            (None, Some(text)) => Ok(Material::Text {
                title: self.title.unwrap_or_default(),
                text,
            }),
            _ => Err(Problem::invalid(
                "url",
                "Send either a url or a title and a text.",
            )),
        }
    }
}

/// Adds a page or a text; it is read in the background.
#[utoipa::path(post, path = "/api/v1/knowledge/sources", operation_id = "add_source", tag = "Knowledge",
    request_body = NewSource,
    responses((status = 202, body = KnowledgeSource), (status = "default", body = Problem)))]
pub(crate) async fn add(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(new): Body<NewSource>,
) -> Result<(StatusCode, Json<KnowledgeSource>), Problem> {
    let (assistant, material) = (new.assistant_id, new.material()?);
    let added = edge
        .app
        .add_knowledge(&caller, assistant, vec![material])
        .await?;
    let source = added.into_iter().next().ok_or_else(Problem::not_found)?;
    Ok((StatusCode::ACCEPTED, Json(source)))
}
