//! The demo shop, where there is a demo: its page with the widget on it, and the help pages that answers cite.

use super::{REVALIDATE, SHORT, file, help};
use crate::{problem::Problem, state::Edge};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{Html, IntoResponse as _, Response},
};
use baton_core::id::AssistantId;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../demo/shop"]
#[allow_missing = true]
struct Shop;

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
     connect-src 'self' ws: wss:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'",
);

/// The shop's page.
pub(crate) async fn shop(State(edge): State<Edge>) -> Response {
    let page = edge.demo.and_then(with_widget);
    page.unwrap_or_else(|| Problem::not_found().into_response())
}

fn with_widget(assistant: AssistantId) -> Option<Response> {
    let page = Shop::get("index.html")?;
    let page = String::from_utf8_lossy(&page.data).replace("{{assistant}}", &assistant.to_string());
    Some(framed(page))
}

/// A file of the shop.
pub(crate) async fn part(
    State(edge): State<Edge>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    let shown = edge.demo.is_some() && path != "index.html";
    let found = shown
        .then(|| file::<Shop>(&path, &headers, SHORT))
        .flatten();
    found.unwrap_or_else(|| Problem::not_found().into_response())
}

/// A help page.
pub(crate) async fn help(State(edge): State<Edge>, Path(path): Path<String>) -> Response {
    let page = edge.demo.and_then(|_shop| help::page(&path));
    page.map_or_else(|| Problem::not_found().into_response(), framed)
}

fn framed(page: String) -> Response {
    let policies = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, REVALIDATE),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("strict-origin-when-cross-origin"),
        ),
    ];
    (policies, Html(page)).into_response()
}
