//! Sign-in, sessions and API tokens from the outside.

mod cookie;
mod origin;
mod roles;
mod setup;
mod sign_in;
mod switch;
mod tokens;

use baton_api::Options;
use baton_app::Caller;
use baton_testkit::{Client, Served, TestApp, TestDb, fixtures::Tenant};
use serde_json::{Value, json};

const SESSION: &str = "/api/v1/session";
const SETUP: &str = "/api/v1/setup";
const TOKENS: &str = "/api/v1/api-tokens";
const PASSWORD: &str = "correct horse battery";

async fn server() -> Served {
    Served::start(
        TestApp::new(TestDb::sqlite().await).await,
        None,
        Options::default(),
    )
    .await
}

fn first_run() -> Value {
    json!({ "workspace": "Fernweh", "name": "Olga", "email": "olga@example.com", "password": PASSWORD })
}

fn credentials(password: &str) -> Value {
    json!({ "email": "olga@example.com", "password": password })
}

/// A server with somebody on it, and a workspace of others.
async fn inhabited() -> (Served, Tenant, Tenant) {
    let server = server().await;
    let (ours, theirs) = (
        server.app.tenant("Ours").await,
        server.app.tenant("Theirs").await,
    );
    (server, ours, theirs)
}

/// A browser in which somebody of a fixture is signed in.
async fn signed_in(server: &Served, who: &Caller) -> Client {
    let token = server
        .app
        .open_session(who.person.id, who.workspace, None)
        .await
        .unwrap();
    server.visiting().keeping(Some(&format!("baton={token}")))
}
