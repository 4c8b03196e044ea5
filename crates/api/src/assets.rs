//! Files that are part of the binary: the console, the widget, and the demo shop. They cost nothing to serve: compressed
//! when they were built, and kept by browsers for as long as their names stay.

pub(crate) mod brand;
pub(crate) mod chat;
pub(crate) mod console;
pub(crate) mod demo;
mod help;
pub(crate) mod preview;
pub(crate) mod widget;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

/// A file whose name changes with its content.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// A file that may change under its name: asked for again, and mostly answered with 304.
const SHORT: HeaderValue = HeaderValue::from_static("public, max-age=300");
/// A page that names other files.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The file at `path` of an embedded folder, in the smallest form that the browser takes. `None`: there is none.
fn file<E: RustEmbed>(path: &str, headers: &HeaderMap, cache: HeaderValue) -> Option<Response> {
    let plain = E::get(path)?;
    let kind = content_type(plain.metadata.mimetype());
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok());
    let (body, encoding) = smallest::<E>(path, accepted.unwrap_or_default(), plain);
    let tag = tag(&body);
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|value| *value == tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        body.data.into_owned().into_response()
    };
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, kind);
    answer.insert(header::CACHE_CONTROL, cache);
    answer.insert(header::ETAG, tag);
    answer.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some(response)
}

fn smallest<E: RustEmbed>(
    path: &str,
    accepted: &str,
    plain: EmbeddedFile,
) -> (EmbeddedFile, Option<&'static str>) {
    let takes = |name: &str| {
        let mut codings = accepted
            .split(',')
            .filter_map(|coding| coding.split(';').next());
        codings.any(|coding| coding.trim() == name)
    };
    for (name, extension) in [("br", "br"), ("gzip", "gz")] {
        if takes(name)
            && let Some(packed) = E::get(&format!("{path}.{extension}"))
        {
            return (packed, Some(name));
        }
    }
    (plain, None)
}

fn content_type(media: &str) -> HeaderValue {
    let is_text = media.starts_with("text/") || media == "application/json";
    let kind = if is_text {
        format!("{media}; charset=utf-8")
    } else {
        media.to_owned()
    };
    HeaderValue::from_str(&kind).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// The beginning of the content's hash.
fn tag(file: &EmbeddedFile) -> HeaderValue {
    use std::fmt::Write as _;
    let mut tag = String::from("\"");
    for byte in file.metadata.sha256_hash().iter().take(12) {
        // Writing to a String cannot fail.
        if write!(tag, "{byte:02x}").is_err() {}
    }
    tag.push('"');
    HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""))
}
