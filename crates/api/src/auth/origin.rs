//! Whose page a request comes from. A cookie is sent by the browser whatever page asks; only ours may.

use crate::problem::{Problem, ProblemCode};
use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderMap, Uri, header, request::Parts, uri::Authority},
};
use baton_app::App;
use std::net::IpAddr;

/// What the browser says of the page that asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// A page of this installation, or the person themselves.
    Ours,
    /// Another site.
    Foreign,
    /// Nothing: no browser asks, or an old one.
    Unknown,
}

impl Asking {
    pub(super) fn of(app: &App, parts: &Parts) -> Self {
        let public = &app.public_origin;
        let headers = &parts.headers;
        match text(headers, header::ORIGIN.as_str()) {
            Some(origin) if is_ours(origin, public, host(headers, &parts.uri)) => Self::Ours,
            Some(_) => Self::Foreign,
            None => match text(headers, "sec-fetch-site") {
                Some("same-origin" | "none") => Self::Ours,
                Some(_) => Self::Foreign,
                None => Self::Unknown,
            },
        }
    }
}

/// The answer to a page that may not ask.
pub(super) fn refusal() -> Problem {
    Problem::new(
        ProblemCode::OriginNotAllowed,
        "This request does not come from a page of this installation. Check its public URL, or use an API token.",
    )
}

/// The configured origin, or the one under which this very request came in, where that is no name that somebody else could
/// point at us: in development the same server answers at `localhost` and at `127.0.0.1`. Where the public address has
/// TLS, a page without it is not ours.
fn is_ours(origin: &str, public: &str, host: Option<&str>) -> bool {
    if origin.eq_ignore_ascii_case(public) {
        return true;
    }
    match origin.split_once("://") {
        Some(("http", _)) if public.starts_with("https://") => false,
        Some(("http" | "https", _)) => host.is_some_and(|host| served_at(origin, host)),
        _ => false,
    }
}

/// Whether a page of this origin came from the very host that is asked, and that is an address or `localhost`. Under any
/// other name it may be a page of somebody who let their name lead to us after it was loaded.
pub(crate) fn served_at(origin: &str, host: &str) -> bool {
    let Some((_, authority)) = origin.split_once("://") else {
        return false;
    };
    let name = match authority.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => authority,
    };
    let literal = name
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>();
    let is_fixed = literal.is_ok() || name.eq_ignore_ascii_case("localhost");
    authority.eq_ignore_ascii_case(host) && is_fixed
}

fn host<'p>(headers: &'p HeaderMap, uri: &'p Uri) -> Option<&'p str> {
    // HTTP/2 has it in the address.
    text(headers, header::HOST.as_str()).or_else(|| uri.authority().map(Authority::as_str))
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get(name)
        .map(|value| value.to_str().unwrap_or_default())
}

/// A call before anybody is signed in: no page of another site may make it, so that nobody is signed in as somebody else
/// behind their back. Programs may.
#[derive(Debug, Clone, Copy)]
pub struct SameOrigin;

impl<S> FromRequestParts<S> for SameOrigin
where
    S: Sync,
    App: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Asking::of(&App::from_ref(state), parts) {
            Asking::Ours | Asking::Unknown => Ok(Self),
            Asking::Foreign => Err(refusal()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_page_is_the_public_origin_or_the_host_that_was_asked() {
        let dev = "http://127.0.0.1:8080";
        let public = "https://chat.example.com";
        for (origin, ours, host, is) in [
            (dev, dev, "127.0.0.1:8080", true),
            ("http://localhost:8080", dev, "localhost:8080", true),
            ("http://localhost:8080", dev, "127.0.0.1:8080", false),
            ("http://localhost:3000", dev, "localhost:8080", false),
            ("https://evil.example", dev, "127.0.0.1:8080", false),
            ("http://rebound.example", dev, "rebound.example", false),
            (
                "http://rebound.example:8080",
                dev,
                "rebound.example:8080",
                false,
            ),
            ("http://[::1]:8080", dev, "[::1]:8080", true),
            (public, public, "10.0.0.7:8080", true),
            ("HTTPS://Chat.example.com", public, "chat.example.com", true),
            ("http://chat.example.com", public, "chat.example.com", false),
            (
                "https://chat.example.com.evil.example",
                public,
                "chat.example.com",
                false,
            ),
            ("null", public, "chat.example.com", false),
            ("", public, "", false),
        ] {
            assert_eq!(is_ours(origin, ours, Some(host)), is, "{origin} at {host}");
        }
    }

    #[test]
    fn our_own_pages_are_known_by_the_address_they_were_asked_at() {
        assert!(served_at("http://127.0.0.1:8080", "127.0.0.1:8080"));
        assert!(served_at("http://localhost:8080", "localhost:8080"));
        assert!(served_at("http://[::1]:8080", "[::1]:8080"));
        assert!(!served_at("http://127.0.0.1:8080", "127.0.0.1:9090"));
        assert!(!served_at("http://evil.example", "evil.example"));
        assert!(!served_at("null", "null"));
    }
}
