//! On which sites a widget is, and may be.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{
    assistant::{origin_allowed, parse_origin},
    id::AssistantId,
    time::Timestamp,
};
use baton_store::assistants::origins;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A site on which the widget was seen.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Site {
    /// `scheme://host[:port]`.
    origin: String,
    /// When first.
    first_seen_at: Timestamp,
    /// When last, to the hour.
    last_seen_at: Timestamp,
}

/// Where the widget was seen.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Sites {
    /// The last seen first, at most 100.
    items: Vec<Site>,
    /// The snippet for a page.
    snippet: String,
}

/// A site to be checked.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SiteCheck {
    /// `scheme://host[:port]`.
    origin: String,
}

/// Whether a site may show the widget, and has.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SiteVerdict {
    /// As it is compared.
    origin: String,
    /// Whether it may, as published.
    allowed: bool,
    /// Whether it would, by the draft.
    allowed_in_draft: bool,
    /// When the widget was seen there last; null: never.
    seen_at: Option<Timestamp>,
}

/// Lists the sites on which an assistant's widget was seen.
#[utoipa::path(get, path = "/api/v1/assistants/{id}/sites", operation_id = "list_sites", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    responses((status = 200, body = Sites), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
) -> Result<Json<Sites>, Problem> {
    edge.assistant(&caller, id).await?;
    let workspace = caller.workspace;
    let read = async move |conn: &mut baton_db::Conn<'_>| origins::list(conn, workspace, id).await;
    let seen = edge.reader.read(read).await?.into_iter();
    let items = seen.map(|seen| Site {
        origin: seen.origin,
        first_seen_at: seen.first_seen_at,
        last_seen_at: seen.last_seen_at,
    });
    Ok(Json(Sites {
        items: items.collect(),
        snippet: format!(
            "<script async src=\"{}/widget.js\" data-assistant=\"{id}\"></script>",
            edge.app.public_origin
        ),
    }))
}

/// Says whether a site may show the widget of an assistant, and has.
#[utoipa::path(post, path = "/api/v1/assistants/{id}/sites/check", operation_id = "check_site", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    request_body = SiteCheck,
    responses((status = 200, body = SiteVerdict), (status = "default", body = Problem)))]
pub(crate) async fn check(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
    Body(site): Body<SiteCheck>,
) -> Result<Json<SiteVerdict>, Problem> {
    let kept = edge.assistant(&caller, id).await?;
    let origin = parse_origin(&site.origin).map_err(|wrong| Problem::invalid("origin", wrong.0))?;
    let (workspace, asked) = (caller.workspace, origin.clone());
    let read =
        async move |conn: &mut baton_db::Conn<'_>| origins::find(conn, workspace, id, &asked).await;
    let seen_at = edge.reader.read(read).await?.map(|seen| seen.last_seen_at);
    let by = |allowed: &[String]| origin_allowed(allowed, Some(&origin));
    Ok(Json(SiteVerdict {
        allowed: edge
            .app
            .may_embed(&kept.assistant.allowed_origins, Some(&origin)),
        allowed_in_draft: origin == edge.app.public_origin || by(&kept.edited().allowed_origins),
        seen_at,
        origin,
    }))
}
