//! Trying mail out.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

/// How a test mail went.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MailTested {
    /// Whether the server took it; in the mode `log`, whether it was logged.
    taken: bool,
    /// Why not.
    error: Option<String>,
}

/// Sends the caller a test mail now, and tells how it went.
#[utoipa::path(post, path = "/api/v1/mail/test", operation_id = "test_mail", tag = "Mail",
    responses((status = 200, body = MailTested), (status = "default", body = Problem)))]
pub(crate) async fn test(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<MailTested>, Problem> {
    let error = edge.app.test_mail(&caller).await?;
    Ok(Json(MailTested {
        taken: error.is_none(),
        error,
    }))
}
