//! Correcting an answer.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_core::{
    assistant::correction::Replay,
    id::{AssistantId, TurnId},
    knowledge::KnowledgeSource,
};
use serde::Deserialize;
use utoipa::ToSchema;

/// A question, and what it is to be answered with.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewCorrection {
    /// As a visitor would ask it, at most 300 characters.
    question: String,
    /// Markdown, 1 to 4000 characters.
    answer: String,
}

/// A correction that is tried out.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct TriedCorrection {
    /// As a visitor would ask it, at most 300 characters.
    question: String,
    /// Markdown, 1 to 4000 characters.
    answer: String,
    /// The turn whose answer is corrected: its question is answered again in whatever words.
    turn_id: Option<TurnId>,
}

/// Shows which answers to the latest questions like this one a correction would change. Nothing is stored, no model is asked.
#[utoipa::path(post, path = "/api/v1/assistants/{id}/corrections/preview", operation_id = "preview_correction", tag = "Assistants",
    params(("id" = AssistantId, Path)), request_body = TriedCorrection,
    responses((status = 200, body = Replay), (status = "default", body = Problem)))]
pub(crate) async fn preview(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
    Body(tried): Body<TriedCorrection>,
) -> Result<Json<Replay>, Problem> {
    let (of, written) = ((id, tried.turn_id), (&*tried.question, &*tried.answer));
    // Boxed: what questions are answered from is large.
    let replay = Box::pin(edge.app.replay(&caller, of, written)).await?;
    Ok(Json(replay))
}

/// Has a question answered with what the team has written, from the next time on. An earlier answer of the team to the same
/// question goes.
#[utoipa::path(post, path = "/api/v1/assistants/{id}/corrections", operation_id = "publish_correction", tag = "Assistants",
    params(("id" = AssistantId, Path)), request_body = NewCorrection,
    responses((status = 200, body = KnowledgeSource), (status = "default", body = Problem)))]
pub(crate) async fn publish(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
    Body(new): Body<NewCorrection>,
) -> Result<Json<KnowledgeSource>, Problem> {
    let written = (new.question, new.answer);
    Ok(Json(edge.app.correct(&caller, id, written).await?))
}
