//! The newest notices, or those of one lead or conversation.

use super::view::{AlertView, views};
use crate::{auth::Who, extract::Params, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    id::{ConversationId, LeadId},
    role::Permission,
    time::Timestamp,
};
use baton_store::leads::alerts::{self, About};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// How many there are at most.
const MOST: i64 = 30;

/// Which alerts.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// Of this lead.
    lead: Option<LeadId>,
    /// Of this conversation.
    conversation: Option<ConversationId>,
}

/// Alerts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AlertsPage {
    /// The newest first.
    items: Vec<AlertView>,
    /// Up to when the caller has seen them.
    seen_at: Option<Timestamp>,
}

/// Lists the newest alerts with their receipts.
#[utoipa::path(get, path = "/api/v1/alerts", operation_id = "list_alerts", tag = "Alerts",
    params(Wish),
    responses((status = 200, body = AlertsPage), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Wish>,
) -> Result<Json<AlertsPage>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let (workspace, user) = (caller.workspace, caller.person.id);
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        let found = match (wish.lead, wish.conversation) {
            (Some(id), _) => alerts::about(conn, workspace, user, About::Lead(id)).await?,
            (None, Some(id)) => {
                alerts::about(conn, workspace, user, About::Conversation(id)).await?
            }
            (None, None) => alerts::recent(conn, workspace, user, MOST).await?,
        };
        let items = views(conn, workspace, found).await?;
        let seen_at = alerts::seen_up_to(conn, workspace, user).await?;
        Ok::<_, Problem>(AlertsPage { items, seen_at })
    };
    edge.reader.read(read).await.map(Json)
}
