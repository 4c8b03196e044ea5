//! Acknowledging what somebody has seen.

use crate::{auth::Who, extract::Body, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    alert::AcknowledgedBy,
    id::{AlertId, ConversationId, LeadId},
};
use baton_store::leads::alerts::About;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What was seen: one of the three.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct SeenAlert {
    /// One alert.
    alert_id: Option<AlertId>,
    /// Those of a lead.
    lead_id: Option<LeadId>,
    /// Those of a conversation.
    conversation_id: Option<ConversationId>,
    /// By what.
    how: AcknowledgedBy,
}

/// How many alerts that ended.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Ended {
    /// None where they had been acknowledged, or are not known.
    ended: usize,
}

/// Acknowledges alerts: nobody is told of them any more. The first who does so is on the receipt.
#[utoipa::path(post, path = "/api/v1/alerts/acknowledge", operation_id = "acknowledge_alerts", tag = "Alerts",
    request_body = SeenAlert,
    responses((status = 200, body = Ended), (status = "default", body = Problem)))]
pub(crate) async fn acknowledge(
    State(edge): State<Edge>,
    Who(caller): Who,
    Body(seen): Body<SeenAlert>,
) -> Result<Json<Ended>, Problem> {
    let about = match (seen.alert_id, seen.lead_id, seen.conversation_id) {
        (Some(id), ..) => About::Alert(id),
        (None, Some(id), _) => About::Lead(id),
        (None, None, Some(id)) => About::Conversation(id),
        (None, None, None) => {
            let advice = "Name an alert, a lead or a conversation.";
            return Err(Problem::invalid("alert_id", advice));
        }
    };
    let ended = edge
        .app
        .acknowledge_alerts(&caller, about, seen.how)
        .await?;
    Ok(Json(Ended { ended }))
}
