//! Leaving contact details.

use super::visiting::Visiting;
use crate::{auth::Address, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State, http::StatusCode};
use baton_app::{
    assistant::capture::{self, Given},
    inbound::count::RuleAction,
};
use baton_core::{
    id::{LeadId, RuleId},
    lead::LeadSource,
    text::ClientId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What a visitor filled in.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Filled {
    /// The browser's own id for it.
    client_id: String,
    /// What led to it.
    source: LeadSource,
    /// The name.
    name: Option<String>,
    /// The e-mail address.
    email: Option<String>,
    /// The phone number.
    phone: Option<String>,
    /// Further fields of the form, by key.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    /// Whether the box was ticked.
    #[serde(default)]
    consent: bool,
    /// The behaviour rule that led to it.
    #[serde(default)]
    rule: Option<RuleId>,
    /// Which of its actions, from 0.
    #[serde(default)]
    variant: u8,
}

/// That it was stored.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Captured {
    /// The lead.
    lead_id: LeadId,
}

/// Stores a visitor's contact details. A repeat adds to the first, and answers it.
#[utoipa::path(post, path = "/v1/widget/leads", operation_id = "widget_submit_lead", tag = "Widget", security(("widget" = [])),
    request_body = Filled,
    responses((status = 201, body = Captured), (status = "default", body = Problem)))]
pub(crate) async fn leads(
    State(edge): State<Edge>,
    Visiting(visitor): Visiting,
    Address(from): Address,
    Body(filled): Body<Filled>,
) -> Result<(StatusCode, Json<Captured>), Problem> {
    edge.rates.lead(&visitor, from)?;
    ClientId::parse(&filled.client_id)
        .map_err(|invalid| Problem::invalid("client_id", invalid.0))?;
    let Filled {
        source,
        name,
        email,
        phone,
        fields,
        consent,
        rule,
        variant,
        ..
    } = filled;
    let given = Given {
        name,
        email,
        phone,
        wants: None,
        fields,
    };
    let filled = capture::Filled {
        rule: rule.map(|rule| RuleAction { rule, variant }),
        ..capture::Filled::new(source, given, consent)
    };
    let lead = edge.app.submit_lead(visitor, filled).await?;
    Ok((StatusCode::CREATED, Json(Captured { lead_id: lead.id })))
}
