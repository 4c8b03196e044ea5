//! The id by which a request is found in the log.

use crate::{problem::REQUEST_ID, state::Edge};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use uuid::Uuid;

pub(crate) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of the request under way.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

/// Takes the id that a proxy gave, where it is a sane one, or makes one; puts it into problems, the log and the answer.
pub(crate) async fn request_id(
    State(edge): State<Edge>,
    mut request: Request,
    next: Next,
) -> Response {
    let given = request
        .headers()
        .get(HEADER)
        .and_then(|value| value.to_str().ok());
    let id = given.filter(|id| is_sane(id)).map(str::to_owned);
    let id = id.unwrap_or_else(|| edge.app.ids.next::<Uuid>().to_string());
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = REQUEST_ID.scope(id.clone(), next.run(request)).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

fn is_sane(id: &str) -> bool {
    (8..=64).contains(&id.len())
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::is_sane;

    #[test]
    fn only_what_cannot_confuse_a_log_is_taken() {
        assert!(is_sane("0199b3a0-7c1e-7000-8000-00000000000a"));
        assert!(!is_sane("short") && !is_sane("two\nlines-here") && !is_sane(&"x".repeat(65)));
    }
}
