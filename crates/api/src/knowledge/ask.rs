//! Trying a question out.

use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{id::AssistantId, message::Citation, trace::Trace};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A question to an assistant.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Question {
    /// Whose knowledge to try.
    assistant_id: AssistantId,
    /// As a visitor would ask it.
    question: String,
}

/// What the assistant would say, and why.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Tried {
    /// Why.
    #[serde(flatten)]
    trace: Trace,
    /// What it would say; null where the answerer failed.
    answer: Option<String>,
    /// Where it comes from.
    citations: Vec<Citation>,
}

/// Answers a question as a visitor would read it; nothing is stored.
#[utoipa::path(post, path = "/api/v1/knowledge/ask", operation_id = "ask_knowledge", tag = "Knowledge",
    request_body = Question,
    responses((status = 200, body = Tried), (status = "default", body = Problem)))]
pub(crate) async fn ask(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(asked): Body<Question>,
) -> Result<Json<Tried>, Problem> {
    let tried = edge
        .app
        .try_out(&caller, asked.assistant_id, &asked.question)
        .await?;
    Ok(Json(Tried {
        trace: tried.trace,
        answer: tried.answer,
        citations: tried.citations,
    }))
}
