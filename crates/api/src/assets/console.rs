//! The console: one page for all of its addresses, and the files that it names.

use super::{IMMUTABLE, REVALIDATE, brand, file};
use crate::{
    auth::Cookie,
    problem::Problem,
    realtime::{is_upgrade, upgrade},
    state::Edge,
};
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Redirect, Response},
};
use baton_store::workspaces::brands::Brand;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../console/dist"]
#[allow_missing = true]
struct Console;

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; \
     frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types baton-worker",
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
    let cache = match path.strip_prefix("assets/") {
        Some(_) => IMMUTABLE,
        // The worker that shows pushes, at an address that does not change.
        None if path == "sw.js" => REVALIDATE,
        None => {
            let cookie = Cookie::of(&edge.app, request.headers());
            return page(&edge, &cookie, request.headers()).await;
        }
    };
    let found = file::<Console>(&path, request.headers(), cache);
    found.unwrap_or_else(|| Problem::not_found().into_response())
}

/// The console's page.
pub(crate) async fn index(
    State(edge): State<Edge>,
    cookie: Cookie,
    headers: HeaderMap,
) -> Response {
    page(&edge, &cookie, &headers).await
}

async fn page(edge: &Edge, cookie: &Cookie, headers: &HeaderMap) -> Response {
    let brand = brand::seen_by(edge, cookie).await;
    let dressed = (brand != Brand::default())
        .then(|| Console::get("index.html"))
        .flatten()
        .map(|page| brand::dress(&String::from_utf8_lossy(&page.data), &brand));
    let page = match dressed {
        Some(page) => Some(([(header::CACHE_CONTROL, REVALIDATE)], Html(page)).into_response()),
        None => file::<Console>("index.html", headers, REVALIDATE),
    };
    let Some(mut page) = page else {
        let hint =
            "The console was not built into this server. Build it with: npm run build -w console\n";
        return (StatusCode::NOT_FOUND, hint).into_response();
    };
    page.headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, POLICY);
    page
}
