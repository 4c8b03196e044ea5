//! This installation asks itself from outside, and here it answers what arrived.

use crate::{middleware::peer::is_trusted, problem::Problem, state::Edge};
use axum::{
    Json,
    extract::{ConnectInfo, Path, Request, State},
    http::{HeaderMap, header},
};
use baton_app::{
    delivery::{Echo, Seen},
    knowledge::add::LARGEST_UPLOAD,
};
use futures_util::StreamExt as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Read of a body at most, in bytes: the largest upload, and a little more.
const LARGEST: usize = LARGEST_UPLOAD + 1024 * 1024;
/// A webhook of the test is no longer, in bytes.
const SIGNED: usize = 4 * 1024;

/// Tells whoever bears a token of a test what their request looked like when it arrived; everybody else finds nothing here.
pub(crate) async fn probe(
    State(edge): State<Edge>,
    Path(token): Path<String>,
    request: Request,
) -> Result<([(header::HeaderName, &'static str); 1], Json<Echo>), Problem> {
    let (parts, body) = request.into_parts();
    let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let nobody = SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 0);
    let connected = connected.map_or(nobody, |info| info.0);
    let headers = &parts.headers;
    let seen = Seen {
        from: connected.ip().to_canonical().to_string(),
        port: connected.port(),
        is_forwarded: headers.contains_key("x-forwarded-for"),
        is_trusted: is_trusted(connected.ip(), &edge.options.trusted_proxies),
        trusted: edge
            .options
            .trusted_proxies
            .iter()
            .map(ToString::to_string)
            .collect(),
        has_authorization: headers.contains_key(header::AUTHORIZATION),
        has_cookie: headers.contains_key(header::COOKIE),
        bytes: 0,
        is_signed: false,
    };
    // Before anything is read: without a token nobody has a body taken here.
    if !edge.app.is_probe(&token) {
        return Err(Problem::not_found());
    }
    let (mut bytes, mut begin) = (0_usize, Vec::new());
    let mut pieces = body.into_data_stream();
    while let Some(Ok(piece)) = pieces.next().await {
        bytes = bytes.saturating_add(piece.len());
        if bytes > LARGEST {
            break;
        }
        let room = SIGNED.saturating_sub(begin.len()).min(piece.len());
        begin.extend_from_slice(piece.get(..room).unwrap_or_default());
    }
    let text = String::from_utf8_lossy(&begin);
    let is_signed = edge
        .app
        .is_signed_probe(&token, |name| value(headers, name), &text);
    let seen = Seen {
        bytes,
        is_signed,
        ..seen
    };
    let echo = edge.app.echo(&token, seen);
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(echo)))
}

fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
