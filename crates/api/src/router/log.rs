//! The conversation log and the audit log.

use crate::{conversations, state::Edge, workspaces::audit};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this group.
pub(super) fn routes() -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(conversations::log::list::list))
        .routes(routes!(conversations::log::counts::counts))
        .routes(routes!(conversations::log::export::export))
        .routes(routes!(conversations::log::one::export))
        .routes(routes!(conversations::log::tags::list))
        .routes(routes!(conversations::bulk_delete::bulk_delete))
        .routes(routes!(conversations::empty::count))
        .routes(routes!(conversations::empty::delete_all))
        .routes(routes!(audit::list::list))
        .routes(routes!(audit::export::export))
        .routes(routes!(audit::chain::chain))
}
