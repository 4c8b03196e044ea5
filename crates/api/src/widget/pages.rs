//! A visitor comes to another page.

use super::visiting::Visiting;
use crate::{extract::Body, problem::Problem, state::Edge};
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

/// A page of the website.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct PageCome {
    /// Its address. Of its parameters only those of campaigns are kept.
    url: String,
    /// Its title.
    title: Option<String>,
}

/// Notes that the visitor came to another page without loading it: sites that are one page tell it so. Of a conversation the
/// newest 30 are kept.
#[utoipa::path(post, path = "/v1/widget/pages", operation_id = "widget_visit_page", tag = "Widget", security(("widget" = [])),
    request_body = PageCome,
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn pages(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
    Body(page): Body<PageCome>,
) -> Result<StatusCode, Problem> {
    edge.app
        .visit_page(visitor, &page.url, page.title.as_deref())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
