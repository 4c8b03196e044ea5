//! First run, sign-in, workspaces, members, API tokens.

use crate::{api_tokens, members, session, setup, state::Edge, workspaces};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this group.
pub(super) fn routes() -> OpenApiRouter<Edge> {
    OpenApiRouter::new()
        .routes(routes!(setup::show::show, setup::create::create))
        .routes(routes!(
            session::show::show,
            session::create::create,
            session::switch::switch,
            session::delete::delete
        ))
        .routes(routes!(workspaces::create::create))
        .routes(routes!(members::list::list))
        .routes(routes!(api_tokens::list::list, api_tokens::create::create))
        .routes(routes!(api_tokens::revoke::revoke))
}
