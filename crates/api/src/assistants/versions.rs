//! What was published before.

use super::view::VersionView;
use crate::{
    auth::Who,
    extract::{Below, Id, Params},
    page::{End, Stretch},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::assistants::publish::as_it_is;
use baton_core::{
    assistant::{Assistant, Change, changes},
    id::AssistantId,
    page::Limit,
    role::Permission,
};
use baton_store::assistants::versions::{self, Version};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which versions.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Before {
    /// Only those before this number.
    before: Option<i64>,
}

/// A version with all its settings, beside what is published.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct VersionDetail {
    /// The settings.
    assistant: Assistant,
    /// What would change if it were published anew, in words.
    changes: Vec<Change>,
}

/// Lists published versions, newest first, each with what it changed.
#[utoipa::path(get, path = "/api/v1/assistants/{id}/versions", operation_id = "list_versions", tag = "Assistants",
    params(("id" = AssistantId, Path), Before),
    responses((status = 200, body = Stretch<VersionView>), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
    Params(page): Params<Before>,
) -> Result<Json<Stretch<VersionView>>, Problem> {
    let kept = edge.assistant(&caller, id).await?;
    let (workspace, limit) = (caller.workspace, Limit::new(Some(20)));
    let before = page.before.unwrap_or(i64::MAX);
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        versions::list(conn, workspace, id, before, limit.and_one()).await
    };
    let mut found = edge.reader.read(read).await?;
    if found.is_empty() && kept.version < before {
        // Nothing was published since it was made: the first version is the row.
        found.push(as_it_is(&kept));
    }
    let views = found.iter().enumerate();
    let views = views.map(|(n, version)| VersionView::of(version, found.get(n + 1)));
    Ok(Json(Stretch::cut(views.collect(), limit, End::Last)))
}

/// Shows a version, and what publishing it anew would change.
#[utoipa::path(get, path = "/api/v1/assistants/{id}/versions/{number}", operation_id = "show_version", tag = "Assistants",
    params(("id" = AssistantId, Path), ("number" = i64, Path)),
    responses((status = 200, body = VersionDetail), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
    Below(id, number): Below<AssistantId, i64>,
) -> Result<Json<VersionDetail>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let kept = edge.assistant(&caller, id).await?;
    let workspace = caller.workspace;
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        versions::find(conn, workspace, id, number).await
    };
    let found = edge.reader.read(read).await?;
    let own = || Some(as_it_is(&kept)).filter(|version| version.number == number);
    let Version { assistant, .. } = found.or_else(own).ok_or_else(Problem::not_found)?;
    Ok(Json(VersionDetail {
        changes: changes(&kept.assistant, &assistant),
        assistant,
    }))
}
