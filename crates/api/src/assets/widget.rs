//! The widget: its loader under a name that never changes, and the files that the loader names. Any page may embed them.

use super::{IMMUTABLE, SHORT, file};
use crate::problem::Problem;
use axum::{
    extract::Path,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../widget/dist"]
#[allow_missing = true]
struct Widget;

/// The loader.
pub(crate) async fn loader(headers: HeaderMap) -> Response {
    embeddable(file::<Widget>("widget.js", &headers, SHORT))
}

/// What the loader loads.
pub(crate) async fn part(Path(path): Path<String>, headers: HeaderMap) -> Response {
    // `panel.js` is the one name without a hash: for loaders from a cache that outlived their panel.
    let cache = if path == "panel.js" { SHORT } else { IMMUTABLE };
    embeddable(file::<Widget>(&format!("widget/{path}"), &headers, cache))
}

/// A file for any page, else that there is none.
pub(super) fn embeddable(found: Option<Response>) -> Response {
    let mut response = found.unwrap_or_else(|| Problem::not_found().into_response());
    let anybody = HeaderValue::from_static("*");
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, anybody);
    let resource_policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(resource_policy, HeaderValue::from_static("cross-origin"));
    response
}
