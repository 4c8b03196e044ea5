//! Changing an assistant.

use super::view::AssistantView;
use crate::{
    auth::Who,
    extract::{Body, Id},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::assistants::settings::Settings;
use baton_core::{
    assistant::{
        Autopilot, Guardrails, Handover, LeadPrompt, SpokenLanguage, Tone, WidgetSide, WidgetTheme,
    },
    id::{AssistantId, AvatarId},
    lead::LeadForm,
    patch::Patch,
    rule::Rule,
    team::hours::BusinessHours,
};
use serde::Deserialize;
use utoipa::ToSchema;

/// What shall be different; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct AssistantPatch {
    /// As visitors read it.
    name: Option<String>,
    /// The first thing it says.
    greeting: Option<String>,
    /// What stands below its name; empty: that it is an AI, in the visitor's words.
    tagline: Option<String>,
    /// How it speaks.
    tone: Option<Tone>,
    /// What it answers in, by tags like `en` and `de`; empty: whatever it can.
    #[schema(value_type = Option<Vec<SpokenLanguage>>)]
    languages: Option<Vec<String>>,
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
    /// A picture that was uploaded; null: none.
    #[serde(default)]
    #[schema(value_type = Option<AvatarId>, required = false)]
    avatar: Patch<AvatarId>,
    /// What it keeps to.
    guardrails: Option<Guardrails>,
    /// When it asks for contact details.
    lead_prompt: Option<LeadPrompt>,
    /// When it lets go of the baton.
    handover: Option<Handover>,
    /// Whether its answers go out by themselves.
    autopilot: Option<Autopilot>,
    /// How bright its widget is.
    theme: Option<WidgetTheme>,
    /// At which side of the page the launcher stands.
    side: Option<WidgetSide>,
    /// Whether who opens the chat for the first time is asked for contact details before anything else.
    form_first: Option<bool>,
    /// When its own team is there; null: as everybody of the workspace.
    #[serde(default)]
    #[schema(value_type = Option<BusinessHours>, required = false)]
    hours: Patch<BusinessHours>,
    /// All its behaviour rules.
    rules: Option<Vec<Rule>>,
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
            avatar: p.avatar,
            guardrails: p.guardrails,
            lead_prompt: p.lead_prompt,
            handover: p.handover,
            autopilot: p.autopilot,
            theme: p.theme,
            tagline: p.tagline,
            tone: p.tone,
            languages: p.languages,
            side: p.side,
            form_first: p.form_first,
            hours: p.hours,
            rules: p.rules,
        }
    }
}

/// Changes an assistant's settings and publishes them at once, as a version of its own. A draft stays and takes the change
/// over; to change the draft alone there is `/draft`.
#[utoipa::path(patch, path = "/api/v1/assistants/{id}", operation_id = "update_assistant", tag = "Assistants",
    params(("id" = AssistantId, Path)),
    request_body = AssistantPatch,
    responses((status = 200, body = AssistantView), (status = "default", body = Problem)))]
pub(crate) async fn update(
    State(edge): State<Edge>,
    Who(caller): Who,
    Id(id): Id<AssistantId>,
    Body(patch): Body<AssistantPatch>,
) -> Result<Json<AssistantView>, Problem> {
    let kept = edge.app.update_assistant(&caller, id, patch.into()).await?;
    edge.origins.forget(id);
    Ok(Json(kept.into()))
}
