use super::{
    auth::Ask,
    frame::Close,
    hub::Hub,
    rights::{ChannelRights, Denied},
    socket,
};
use crate::problem::{Problem, ProblemCode};
use axum::{
    Form, Json, Router,
    extract::{
        FromRef, FromRequestParts, Path, Request, State, WebSocketUpgrade, rejection::FormRejection,
    },
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use baton_core::network::Network;
use std::net::IpAddr;

/// The address of a client, as the trusted proxies tell it; put into a request's extensions so that sockets are counted by it.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// `GET /realtime/app/{key}` and `POST /broadcasting/auth`.
///
/// The state gives the hub; the principal is extracted from the request, and answers by itself where there is none.
pub fn routes<S, R>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    R: ChannelRights,
    R::Principal: FromRequestParts<S>,
    Hub<R>: FromRef<S>,
{
    Router::new()
        .route("/realtime/app/{key}", get(connect::<R>))
        .route("/broadcasting/auth", post(authorise::<R>))
}

/// Whether a request wants to become a WebSocket. At `/app/{key}` that tells a socket from a page of the console.
pub fn is_upgrade(headers: &HeaderMap) -> bool {
    headers
        .get(header::UPGRADE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.eq_ignore_ascii_case("websocket"))
}

/// Turns a request into a socket of `hub`, for the app `key`.
pub async fn upgrade<R: ChannelRights>(hub: Hub<R>, key: &str, mut parts: Parts) -> Response {
    if hub.is_draining() {
        return denied(Denied::Unavailable);
    }
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(_no_handshake) => {
            let detail = "Connect with a WebSocket, version 13.";
            return Problem::new(ProblemCode::BadRequest, detail).into_response();
        }
    };
    let refusal = refusal(hub.key(), key, parts.uri.query().unwrap_or_default());
    let from = parts.extensions.get::<Peer>();
    let from = from.map(|peer| Network::of(peer.0));
    socket::trim(upgrade).on_upgrade(move |ws| async move {
        match refusal {
            Some(close) => socket::refuse(ws, close, hub.limits.linger).await,
            None => hub.clone().host(socket::serve(hub, ws, from)).await,
        }
    })
}

async fn connect<R: ChannelRights>(
    State(hub): State<Hub<R>>,
    Path(key): Path<String>,
    request: Request,
) -> Response {
    upgrade(hub, &key, request.into_parts().0).await
}

async fn authorise<R: ChannelRights>(
    State(hub): State<Hub<R>>,
    who: R::Principal,
    ask: Result<Form<Ask>, FormRejection>,
) -> Response {
    let Ok(Form(ask)) = ask else {
        return denied(Denied::Refused);
    };
    match hub.authorise(who, &ask).await {
        Ok(answer) => Json(answer).into_response(),
        Err(reason) => denied(reason),
    }
}

/// Clients show it as it is, and ask again only after a 503.
fn denied(reason: Denied) -> Response {
    match reason {
        Denied::Refused => Problem::new(ProblemCode::Forbidden, "You may not hear this channel."),
        Denied::Unavailable => Problem::new(
            ProblemCode::Unavailable,
            "Nothing was lost; try again in a moment.",
        ),
    }
    .into_response()
}

/// Why a socket cannot be served at this address, if so.
fn refusal(ours: &str, key: &str, query: &str) -> Option<Close> {
    let protocol = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("protocol="));
    match protocol {
        _ if key != ours => Some(Close::UNKNOWN_APP),
        None | Some("") => Some(Close::NO_PROTOCOL),
        Some("5" | "6" | "7") => None,
        Some(_) => Some(Close::WRONG_PROTOCOL),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_key_and_the_protocols_that_we_speak_are_served() {
        assert_eq!(
            refusal("k", "k", "protocol=7&client=js&version=8.6.0&flash=false"),
            None
        );
        assert_eq!(refusal("k", "k", "client=js&protocol=5"), None);
        assert_eq!(
            refusal("k", "other", "protocol=7"),
            Some(Close::UNKNOWN_APP)
        );
        assert_eq!(refusal("k", "k", "client=js"), Some(Close::NO_PROTOCOL));
        assert_eq!(refusal("k", "k", "protocol=4"), Some(Close::WRONG_PROTOCOL));
    }

    #[test]
    fn an_upgrade_is_known_by_its_header() {
        let mut headers = HeaderMap::new();
        assert!(!is_upgrade(&headers));
        headers.insert(header::UPGRADE, "WebSocket".parse().unwrap());
        assert!(is_upgrade(&headers));
    }
}
