//! Changing an assistant.

use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::assistants::update::Settings;
use baton_core::{assistant::Assistant, id::AssistantId, lead::LeadForm};
use serde::Deserialize;
use utoipa::ToSchema;

/// What shall be different; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct AssistantPatch {
    /// As visitors read it.
    name: Option<String>,
    /// The first thing it says.
    greeting: Option<String>,
    /// How it shall behave, in words, for a model.
    instructions: Option<String>,
    /// 0 to 1.
    threshold: Option<f64>,
    /// Exact `scheme://host[:port]`, or `*`.
    allowed_origins: Option<Vec<String>>,
    /// `#rrggbb`.
    brand_color: Option<String>,
    /// At most 6 of 80 characters.
    starter_prompts: Option<Vec<String>>,
    /// Whether visitors read the names of teammates.
    show_human_names: Option<bool>,
    /// The form that captures leads.
    lead_form: Option<LeadForm>,
}

impl From<AssistantPatch> for Settings {
    fn from(p: AssistantPatch) -> Self {
        Self {
            name: p.name,
            greeting: p.greeting,
            instructions: p.instructions,
            threshold: p.threshold,
            allowed_origins: p.allowed_origins,
            brand_color: p.brand_color,
            starter_prompts: p.starter_prompts,
            show_human_names: p.show_human_names,
            lead_form: p.lead_form,
        }
    }
}

/// Changes an assistant's settings.
#[utoipa::path(patch, path = "/api/v1/assistants/{id}", operation_id = "update_assistant", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    request_body = AssistantPatch,
    responses((status = 200, body = Assistant), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
    Body(patch): Body<AssistantPatch>,
) -> Result<Json<Assistant>, Problem> {
    let assistant = edge.app.update_assistant(&caller, id, patch.into()).await?;
    edge.origins.forget(id);
    Ok(Json(assistant))
}
