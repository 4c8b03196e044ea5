//! Sign-in, sessions and API tokens from the outside.

mod cookie;
mod origin;
mod roles;
mod setup;
mod sign_in;
mod switch;
mod tokens;

use crate::http::{Client, Server};
use baton_app::Caller;
use baton_testkit::{TestApp, TestDb, fixtures::Tenant};
use serde_json::{Value, json};

const SESSION: &str = "/api/v1/session";
const SETUP: &str = "/api/v1/setup";
const TOKENS: &str = "/api/v1/api-tokens";
const PASSWORD: &str = "correct horse battery";

async fn server() -> Server {
    Server::start(TestApp::new(TestDb::sqlite().await).await).await
}

fn first_run() -> Value {
    json!({ "workspace": "Fernweh", "name": "Olga", "email": "olga@example.com", "password": PASSWORD })
}

fn credentials(password: &str) -> Value {
    json!({ "email": "olga@example.com", "password": password })
}

/// A server with somebody on it, and a workspace of others.
async fn inhabited() -> (Server, Tenant, Tenant) {
    let server = server().await;
    let (ours, theirs) = (
        server.app.tenant("Ours").await,
        server.app.tenant("Theirs").await,
    );
    (server, ours, theirs)
}

/// A browser in which somebody of a fixture is signed in.
async fn signed_in<'s>(server: &'s Server, who: &Caller) -> Client<'s> {
    let token = server
        .app
        .open_session(who.person.id, who.workspace, None)
        .await
        .unwrap();
    server.browser().carrying(&format!("baton={token}"))
}
