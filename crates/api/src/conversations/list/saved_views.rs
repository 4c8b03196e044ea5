//! Views of the inbox, saved for the team or for oneself.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::{
    App,
    conversations::inbox::views::{NewSavedView, SavedViewChange},
};
use baton_core::{id::SavedViewId, team::view::ViewFilters, time::Timestamp};
use baton_store::members::saved_views;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A saved view.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedView {
    /// The view.
    id: SavedViewId,
    /// What it is called.
    name: String,
    /// What it narrows a list to.
    filters: ViewFilters,
    /// Whether the whole team has it; else it is the caller's own.
    shared: bool,
    /// When it last changed.
    updated_at: Timestamp,
}

/// The views that the caller sees.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedViews {
    /// The team's first, each in their order.
    items: Vec<SavedView>,
}

/// A view to be kept.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SavedViewIn {
    /// 1 to 40 characters.
    name: String,
    /// What it narrows a list to.
    filters: ViewFilters,
    /// Whether the whole team has it: for admins and the owner.
    #[serde(default)]
    shared: bool,
}

/// What shall be different.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SavedViewPatch {
    /// 1 to 40 characters.
    name: Option<String>,
    /// What it narrows a list to, as a whole.
    filters: Option<ViewFilters>,
    /// Whether the whole team has it; `false` makes it the caller's own.
    shared: Option<bool>,
}

/// An order of views.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct ViewOrder {
    /// Each once. Those that are not named stay where they are.
    ids: Vec<SavedViewId>,
}

fn shown(view: saved_views::SavedView) -> Result<SavedView, Problem> {
    let filters = view.filters().map_err(baton_app::AppError::from)?;
    Ok(SavedView {
        id: view.id,
        filters,
        shared: view.owner.is_none(),
        updated_at: view.updated_at,
        name: view.name,
    })
}

fn all(views: Vec<saved_views::SavedView>) -> Result<Json<SavedViews>, Problem> {
    let items = views.into_iter().map(shown).collect::<Result<_, _>>()?;
    Ok(Json(SavedViews { items }))
}

/// Lists the team's views and the caller's own.
#[utoipa::path(get, path = "/api/v1/saved-views", operation_id = "list_saved_views", tag = "Saved views",
    responses((status = 200, body = SavedViews), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(app): State<App>,
    Who(caller): Who,
) -> Result<Json<SavedViews>, Problem> {
    all(app.saved_views(&caller).await?)
}

/// Keeps a view, after all others.
#[utoipa::path(post, path = "/api/v1/saved-views", operation_id = "create_saved_view", tag = "Saved views",
    request_body = SavedViewIn,
    responses((status = 201, body = SavedView), (status = "default", body = Problem)))]
pub(crate) async fn create(
    State(app): State<App>,
    Who(caller): Who,
    Body(new): Body<SavedViewIn>,
) -> Result<(StatusCode, Json<SavedView>), Problem> {
    let new = NewSavedView {
        name: new.name,
        filters: new.filters,
        shared: new.shared,
    };
    let kept = app.create_saved_view(&caller, new).await?;
    Ok((StatusCode::CREATED, Json(shown(kept)?)))
}

/// Changes a view of the team or of the caller.
#[utoipa::path(patch, path = "/api/v1/saved-views/{id}", operation_id = "update_saved_view", tag = "Saved views",
    params(("id" = SavedViewId, Path)), request_body = SavedViewPatch,
    responses((status = 200, body = SavedView), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<SavedViewId>,
    Body(patch): Body<SavedViewPatch>,
) -> Result<Json<SavedView>, Problem> {
    let change = SavedViewChange {
        name: patch.name,
        filters: patch.filters,
        shared: patch.shared,
    };
    let changed = app.update_saved_view(&caller, id, change).await?;
    Ok(Json(shown(changed)?))
}

/// Deletes a view of the team or of the caller.
#[utoipa::path(delete, path = "/api/v1/saved-views/{id}", operation_id = "delete_saved_view", tag = "Saved views",
    params(("id" = SavedViewId, Path)),
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn delete(
    State(app): State<App>,
    Who(caller): Who,
    Id(id): Id<SavedViewId>,
) -> Result<StatusCode, Problem> {
    app.delete_saved_view(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts views into this order.
#[utoipa::path(post, path = "/api/v1/saved-views/order", operation_id = "order_saved_views", tag = "Saved views",
    request_body = ViewOrder,
    responses((status = 200, body = SavedViews), (status = "default", body = Problem)))]
pub(crate) async fn order(
    State(app): State<App>,
    Who(caller): Who,
    Body(order): Body<ViewOrder>,
) -> Result<Json<SavedViews>, Problem> {
    all(app.order_saved_views(&caller, order.ids).await?)
}
