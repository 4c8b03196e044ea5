//! How mail is set up.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_app::mail::settings::FailedMail;
use baton_core::{id::JobId, time::Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

/// How mail is set up.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MailOut {
    /// `log`: nothing is sent. `smtp`: through `server`.
    mode: &'static str,
    /// The server, like `mail.example.com:587`.
    server: Option<String>,
    /// Whom mail is from.
    from: String,
    /// Mails of this workspace that did not go out at the first try, the newest first; 50 at most.
    failures: Vec<MailFailure>,
}

/// A mail that did not go out at the first try.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MailFailure {
    /// The mail.
    id: JobId,
    /// Whom it is for.
    to: String,
    /// What it is, like `new_lead_captured`.
    template: &'static str,
    /// How often it was tried.
    attempts: i64,
    /// Why it failed the last time.
    error: String,
    /// When it is tried again; null where it was given up.
    next_at: Option<Timestamp>,
    /// When it was written.
    created_at: Timestamp,
}

impl From<FailedMail> for MailFailure {
    fn from(mail: FailedMail) -> Self {
        Self {
            id: mail.id,
            to: mail.to,
            template: mail.template,
            attempts: mail.attempts,
            error: mail.error,
            next_at: mail.next_at,
            created_at: mail.created_at,
        }
    }
}

/// Tells how mail is set up, and what did not go out.
#[utoipa::path(get, path = "/api/v1/mail", operation_id = "show_mail", tag = "Mail",
    responses((status = 200, body = MailOut), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<MailOut>, Problem> {
    let state = edge.app.mail_state(&caller).await?;
    Ok(Json(MailOut {
        mode: if state.is_sent { "smtp" } else { "log" },
        server: state.server,
        from: state.from,
        failures: state.failures.into_iter().map(MailFailure::from).collect(),
    }))
}
