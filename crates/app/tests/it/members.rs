//! Who may come in.

mod account;
mod add;
mod api_tokens;
mod invitations;
mod owner;
mod reset_password;
mod session;
mod setup;
mod sign_in;
mod team;
mod workspaces;

use baton_app::{
    App, AppError, Caller, Result,
    members::{
        found::Founded, password::Password, session::SignedIn, setup::Setup, sign_in::SignIn,
    },
};
use baton_core::{id::WorkspaceId, role::Role};
use baton_db::sql;
use baton_store::members;
use std::net::IpAddr;

const HOME: &str = "192.0.2.1";
const AWAY: &str = "198.51.100.7";
const PASSWORD: &str = "correct horse battery";

fn first_run() -> Setup {
    Setup {
        workspace: "Fernweh".to_owned(),
        name: "Olga".to_owned(),
        email: "olga@example.com".to_owned(),
        password: PASSWORD.to_owned(),
    }
}

async fn founded(app: &App) -> Founded {
    app.setup(first_run()).await.unwrap()
}

fn attempt(email: &str, password: &str, from: &str) -> SignIn {
    SignIn {
        email: email.to_owned(),
        password: Password::given(password.to_owned()),
        from: from.parse::<IpAddr>().unwrap(),
        previous: None,
        agent: None,
    }
}

/// Somebody of a fixture signs in.
async fn sign_in(app: &App, who: &Caller) -> SignedIn {
    let token = app
        .open_session(who.person.id, who.workspace, None)
        .await
        .unwrap();
    app.session(&token).await.unwrap()
}

async fn set_role(app: &App, who: &Caller, role: Role) {
    let (workspace, user, now) = (who.workspace, who.person.id, app.clock.now());
    let put = app
        .db
        .write(async move |conn| members::put(conn, workspace, user, role, now).await);
    assert!(put.await.unwrap());
}

async fn remove(app: &App, who: &Caller) {
    let (workspace, user) = (who.workspace, who.person.id);
    app.db
        .write(async move |conn| {
            conn.execute(sql!(
                "DELETE FROM workspace_users WHERE workspace_id = {} AND user_id = {}",
                workspace.uuid(),
                user.uuid()
            ))
            .await
        })
        .await
        .unwrap();
}

/// The audit log as `who action outcome`, sorted: the clock of tests stands still.
async fn audit(app: &App, workspace: WorkspaceId) -> Vec<String> {
    let rows: Vec<(Option<String>, String, String)> = app
        .db
        .read(async move |conn| {
            conn.fetch_all(sql!(
                "SELECT actor_name, action, outcome FROM audit_logs WHERE workspace_id = {}",
                workspace.uuid()
            ))
            .await
        })
        .await
        .unwrap();
    let mut log: Vec<_> = rows
        .into_iter()
        .map(|(who, action, outcome)| format!("{} {action} {outcome}", who.unwrap_or_default()))
        .collect();
    log.sort();
    log
}

/// Waits for what happens in the background.
async fn settle(app: &App) {
    app.tasks.close();
    app.tasks.wait().await;
    app.tasks.reopen();
}

fn refused<T>(result: Result<T>) -> AppError {
    match result {
        Ok(_) => panic!("it was accepted"),
        Err(error) => error,
    }
}
