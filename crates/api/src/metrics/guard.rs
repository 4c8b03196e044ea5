//! Who may read the numbers: this machine, or whoever has the token of the configuration.

use crate::{
    problem::{Problem, ProblemCode},
    realtime::Peer,
    state::Edge,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use std::net::IpAddr;
use subtle::ConstantTimeEq as _;

/// Proof that the numbers may be read.
#[derive(Debug)]
pub(crate) struct MayRead;

impl FromRequestParts<Edge> for MayRead {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> Result<Self, Problem> {
        let from = parts.extensions.get::<Peer>().map(|peer| peer.0);
        match &edge.options.metrics_token {
            Some(token) => bears(&parts.headers, token),
            None => is_here(&parts.headers, from),
        }
    }
}

fn bears(headers: &HeaderMap, token: &str) -> Result<MayRead, Problem> {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default();
    if bool::from(given.as_bytes().ct_eq(token.as_bytes())) {
        return Ok(MayRead);
    }
    Err(Problem::new(
        ProblemCode::Unauthorized,
        "Send the token of metrics.token as `Authorization: Bearer ...`.",
    ))
}

fn is_here(headers: &HeaderMap, from: Option<IpAddr>) -> Result<MayRead, Problem> {
    // Behind a proxy on this machine that is not trusted, everybody would seem to be here.
    let forwarded = ["x-forwarded-for", "forwarded"]
        .iter()
        .any(|name| headers.contains_key(*name));
    if from.is_some_and(|ip| ip.to_canonical().is_loopback()) && !forwarded {
        return Ok(MayRead);
    }
    Err(Problem::new(
        ProblemCode::Forbidden,
        "The metrics are for this machine alone. To read them from another one, set metrics.token.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(given: &[(&'static str, &str)]) -> HeaderMap {
        given
            .iter()
            .map(|(name, value)| {
                (
                    header::HeaderName::from_static(name),
                    value.parse().unwrap(),
                )
            })
            .collect()
    }

    #[test]
    fn without_a_token_only_this_machine_may_read() {
        let status = |ip: &str, given: &[(&'static str, &str)]| {
            is_here(&headers(given), Some(ip.parse().unwrap())).err()
        };
        for here in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            assert!(status(here, &[]).is_none(), "{here}");
        }
        for elsewhere in ["10.0.0.1", "0.0.0.0", "::ffff:10.0.0.1"] {
            assert_eq!(status(elsewhere, &[]).unwrap().status, 403, "{elsewhere}");
        }
        assert!(is_here(&HeaderMap::new(), None).is_err());
        for name in ["x-forwarded-for", "forwarded"] {
            assert!(status("127.0.0.1", &[(name, "8.8.8.8")]).is_some());
        }
    }

    #[test]
    fn with_a_token_everybody_has_to_show_it() {
        let answer = |given: &[(&'static str, &str)]| {
            bears(&headers(given), "s3cret").map_err(|problem| problem.status)
        };
        assert!(answer(&[("authorization", "Bearer s3cret")]).is_ok());
        for wrong in [
            "Bearer s3cre",
            "Bearer s3crett",
            "s3cret",
            "Basic s3cret",
            "",
        ] {
            assert_eq!(
                answer(&[("authorization", wrong)]).err(),
                Some(401),
                "{wrong}"
            );
        }
        assert_eq!(answer(&[]).err(), Some(401));
    }
}
