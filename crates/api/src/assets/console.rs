//! The console: one page for all of its addresses, and the files that it names.

use super::{IMMUTABLE, REVALIDATE, file};
use crate::{
    problem::Problem,
    realtime::{is_upgrade, upgrade},
    state::Edge,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../console/dist"]
#[allow_missing = true]
struct Console;

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
);

/// The root of the site: people who come here want to work.
pub(crate) async fn home() -> Redirect {
    Redirect::temporary("/app/")
}

/// A file of the console, or its page. A socket of the Pusher protocol may come to the same addresses.
pub(crate) async fn app(
    State(edge): State<Edge>,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    if is_upgrade(request.headers()) && !path.contains('/') {
        return upgrade(edge.hub, &path, request.into_parts().0).await;
    }
    match path.strip_prefix("assets/") {
        Some(_) => {
            let found = file::<Console>(&path, request.headers(), IMMUTABLE);
            found.unwrap_or_else(|| Problem::not_found().into_response())
        }
        None => page(request.headers()),
    }
}

/// The console's page.
pub(crate) async fn index(headers: HeaderMap) -> Response {
    page(&headers)
}

fn page(headers: &HeaderMap) -> Response {
    let Some(mut page) = file::<Console>("index.html", headers, REVALIDATE) else {
        let hint =
            "The console was not built into this server. Build it with: npm run build -w console\n";
        return (StatusCode::NOT_FOUND, hint).into_response();
    };
    page.headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, POLICY);
    page
}
