use super::support::{KEY, Server};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use serde_json::Value;
use tower::ServiceExt;

async fn post(server: &Server, token: Option<&str>, body: &str) -> (StatusCode, Value) {
    let mut request = Request::post("/broadcasting/auth")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let response = server
        .router
        .clone()
        .oneshot(request.body(Body::from(body.to_owned())).unwrap())
        .await
        .unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 10_000).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

#[tokio::test]
async fn a_member_is_signed_for_a_private_and_a_presence_channel() {
    let server = Server::start().await;
    let body = format!(
        "socket_id=1.2&channel_name=private-workspace.{}&theme=dark",
        server.workspace()
    );
    let (status, answer) = post(&server, Some("member:ann"), &body).await;
    assert_eq!(status, StatusCode::OK);
    assert!(
        answer["auth"]
            .as_str()
            .unwrap()
            .starts_with(&format!("{KEY}:"))
    );
    let borne: Value = serde_json::from_str(answer["channel_data"].as_str().unwrap()).unwrap();
    assert_eq!((borne.get("user_id"), borne.get("user_info")), (None, None));
    let body = format!(
        "socket_id=1.2&channel_name=presence-workspace.{}",
        server.workspace()
    );
    let (status, answer) = post(&server, Some("member:ann"), &body).await;
    assert_eq!(status, StatusCode::OK);
    let shown: Value = serde_json::from_str(answer["channel_data"].as_str().unwrap()).unwrap();
    assert_eq!(
        (&shown["user_id"], &shown["user_info"]["name"]),
        (&"user-ann".into(), &"ann".into())
    );
}

#[tokio::test]
async fn foreign_unknown_and_impossible_channels_are_refused_alike() {
    let server = Server::start().await;
    let mut bodies = Vec::new();
    for ask in [
        format!(
            "socket_id=1.2&channel_name=private-conversation.{}",
            server.rights.foreign
        ),
        format!(
            "socket_id=1.2&channel_name=private-conversation.{}.team",
            server.rights.foreign
        ),
        "socket_id=1.2&channel_name=private-conversation.1".to_owned(),
        "socket_id=1.2&channel_name=news".to_owned(),
        format!(
            "socket_id=nonsense&channel_name=private-workspace.{}",
            server.workspace()
        ),
        "socket_id=1.2".to_owned(),
        String::new(),
    ] {
        let (status, body) = post(&server, Some("member:ann"), &ask).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{ask}");
        bodies.push(body);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
}

#[tokio::test]
async fn a_visitor_is_signed_for_their_conversation_only() {
    let server = Server::start().await;
    let own = server.conversation();
    let token = format!("visitor:{own}");
    let ask = |channel: String| format!("socket_id=1.2&channel_name={channel}");
    let (status, _) = post(
        &server,
        Some(&token),
        &ask(format!("private-conversation.{own}")),
    )
    .await;
    assert_eq!(status, StatusCode::OK);
    for channel in [
        format!("private-conversation.{own}.team"),
        format!("presence-conversation.{own}"),
        format!("private-conversation.{}", server.conversation()),
        format!("private-workspace.{}", server.workspace()),
    ] {
        let (status, _) = post(&server, Some(&token), &ask(channel)).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn without_a_principal_it_is_the_extractor_that_answers() {
    let server = Server::start().await;
    let (status, _) = post(&server, None, "socket_id=1.2&channel_name=news").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}
