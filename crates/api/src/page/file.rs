//! Files that are written while they are sent.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use baton_core::csv;
use futures_util::{Stream, TryStreamExt as _};
use std::error::Error;

baton_core::codes! {
    /// The format of a file.
    pub enum Format {
        /// One array of objects.
        Json = "json",
        /// Comma-separated values, one line each.
        Csv = "csv",
    }
}

impl Format {
    /// What stands before the first item.
    pub(crate) fn begin(self, columns: &[&str]) -> String {
        match self {
            Self::Json => "[\n".to_owned(),
            Self::Csv => csv::line(columns),
        }
    }

    /// Appends an item; `any`: there is one before it.
    pub(crate) fn put(self, out: &mut String, item: &str, any: bool) {
        if self == Self::Json && any {
            out.push_str(",\n");
        }
        out.push_str(item);
    }

    /// What stands after the last item.
    pub(crate) const fn end(self) -> &'static str {
        match self {
            Self::Json => "\n]\n",
            Self::Csv => "",
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// A file to be kept. Where reading fails in its middle the connection is cut: half a file does not look like a whole one.
pub(crate) fn attachment<E>(
    format: Format,
    name: &str,
    pieces: impl Stream<Item = Result<String, E>> + Send + 'static,
) -> Response
where
    E: Error + Send + Sync + 'static,
{
    let pieces = pieces.inspect_err(|error| tracing::warn!(%error, "an export broke off"));
    let mut response = Body::from_stream(pieces).into_response();
    let disposition = format!("attachment; filename=\"{name}.{format}\"");
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(format.kind()),
    );
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
