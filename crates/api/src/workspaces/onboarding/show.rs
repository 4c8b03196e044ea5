//! What a new workspace has done.

use crate::{auth::Who, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::id::ConversationId;
use serde::Serialize;
use utoipa::ToSchema;

/// The steps of the first run, as they really are.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Onboarding {
    /// Some knowledge can be answered from.
    knowledge: bool,
    /// A question was asked.
    question: bool,
    /// The widget was seen on a site.
    widget: bool,
    /// Somebody else is a member or was invited.
    team: bool,
    /// A test mail went out.
    mail: bool,
    /// A handover was practised to the end.
    practice: bool,
    /// The caller's own practice, as long as it is open.
    practising: Option<ConversationId>,
    /// The list was put away.
    dismissed: bool,
}

/// Tells which steps of the first run are taken.
#[utoipa::path(get, path = "/api/v1/onboarding", operation_id = "show_onboarding", tag = "Workspaces",
    responses((status = 200, body = Onboarding), (status = "default", body = Problem)))]
pub(crate) async fn show(
    State(edge): State<Edge>,
    Who(caller): Who,
) -> Result<Json<Onboarding>, Problem> {
    let (steps, practising) = edge.app.onboarding(&caller).await?;
    Ok(Json(Onboarding {
        knowledge: steps.knowledge,
        question: steps.question,
        widget: steps.widget,
        team: steps.team,
        mail: steps.mail,
        practice: steps.practice,
        practising,
        dismissed: steps.dismissed,
    }))
}
