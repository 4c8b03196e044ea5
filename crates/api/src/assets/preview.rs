//! The sample page on which a draft's widget is tried, and the pictures of assistants.

use super::{IMMUTABLE, REVALIDATE, SHORT, widget::embeddable};
use crate::{problem::Problem, state::Edge};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{Html, IntoResponse as _, Response},
};
use baton_core::id::AvatarId;
use baton_store::assistants::avatars;

const PAGE: &str = include_str!("preview/page.html");
const STYLE: &str = include_str!("preview/page.css");
const SCRIPT: &str = include_str!("preview/page.js");

/// Framed by the console and by nobody else.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
     connect-src 'self' ws: wss:; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
);

/// The page, at any path below a preview: rules may ask for one. Which draft it shows is read from its address by its script.
pub(crate) async fn page() -> Response {
    let policies = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, REVALIDATE),
    ];
    (policies, Html(PAGE)).into_response()
}

/// Its style.
pub(crate) async fn style() -> Response {
    part("text/css; charset=utf-8", STYLE)
}

/// Its script.
pub(crate) async fn script() -> Response {
    part("text/javascript; charset=utf-8", SCRIPT)
}

fn part(kind: &'static str, text: &'static str) -> Response {
    let kind = HeaderValue::from_static(kind);
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, SHORT)],
        text,
    )
        .into_response()
}

/// A picture of an assistant, for any page. What it is was told by its bytes when it came.
pub(crate) async fn avatar(
    State(edge): State<Edge>,
    Path(picture): Path<String>,
) -> Result<Response, Problem> {
    let Ok(id) = picture.parse::<AvatarId>() else {
        return Ok(embeddable(None));
    };
    let read = async move |conn: &mut baton_db::Conn<'_>| avatars::find_public(conn, id).await;
    let found = edge.reader.read(read).await?.map(|picture| {
        let kind = HeaderValue::from_str(&picture.content_type)
            .unwrap_or(HeaderValue::from_static("application/octet-stream"));
        let headers = [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, IMMUTABLE),
        ];
        (headers, picture.content).into_response()
    });
    Ok(embeddable(found))
}
