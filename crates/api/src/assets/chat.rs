//! A page of ours with one conversation: where a link leads that was mailed to a visitor who had gone.

use super::{REVALIDATE, SHORT};
use crate::{problem::Problem, state::Edge};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{Html, IntoResponse as _, Response},
};

const PAGE: &str = include_str!("chat.html");
const STYLE: &str = include_str!("chat.css");

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
     connect-src 'self' ws: wss:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'; trusted-types 'none'",
);

/// The page of a link. What stands in the address lets in to the conversation: it is told to nobody else.
pub(crate) async fn page(State(edge): State<Edge>, Path(resume): Path<String>) -> Response {
    let Some(assistant) = edge.app.resumed_assistant(&resume) else {
        return Problem::not_found().into_response();
    };
    // Signed by us: letters, digits and a few signs that mean nothing in a page.
    let page = PAGE
        .replace("{{assistant}}", &assistant.to_string())
        .replace("{{resume}}", &resume);
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, REVALIDATE),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
    ];
    (headers, Html(page)).into_response()
}

/// How it looks.
pub(crate) async fn style() -> Response {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, SHORT)],
        STYLE,
    )
        .into_response()
}
