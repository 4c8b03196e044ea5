//! Adding a lead by hand or by program.

use super::view::{LeadView, views};
use crate::{
    auth::{Who, bearer},
    extract::Body,
    problem::Problem,
    state::Edge,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use baton_app::leads::{add, capture::Given};
use baton_core::{
    id::{AssistantId, ConversationId},
    lead::{LeadSource, LeadStatus},
};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A lead to add: a name, an e-mail address or a phone number at least.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct NewLead {
    /// Whose it shall be.
    assistant_id: AssistantId,
    /// The conversation that it belongs to, where there is one.
    conversation_id: Option<ConversationId>,
    /// The name.
    name: Option<String>,
    /// The e-mail address.
    email: Option<String>,
    /// The phone number.
    phone: Option<String>,
    /// What they want.
    wants: Option<String>,
    /// Further fields, by key; those of the assistant's form are checked by it.
    #[serde(default)]
    fields: BTreeMap<String, String>,
    /// Its stage; new where nothing is said.
    status: Option<LeadStatus>,
}

/// Adds a lead. Where the assistant has one with this address, what is new is added to that: 200 instead of 201. A repeat
/// with the same `Idempotency-Key` answers what the first call made.
#[utoipa::path(post, path = "/api/v1/leads", operation_id = "create_lead", tag = "Leads",
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 64 printable characters of your own")),
    request_body = NewLead,
    responses((status = 201, body = LeadView), (status = 200, body = LeadView), (status = "default", body = Problem)))]
pub(crate) async fn create(
    State(edge): State<Edge>,
    Who(caller): Who,
    headers: HeaderMap,
    Body(new): Body<NewLead>,
) -> Result<(StatusCode, Json<LeadView>), Problem> {
    let captured = edge.app.add_lead(&caller, new.asked(&headers)).await?;
    let status = if captured.is_new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let (workspace, presence) = (caller.workspace, edge.app.presence.clone());
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        views(conn, workspace, &presence, vec![captured.lead]).await
    };
    let seen = edge.reader.read(read).await?.into_iter().next();
    let seen = seen.ok_or_else(Problem::not_found)?;
    Ok((status, Json(seen)))
}

impl NewLead {
    fn asked(self, headers: &HeaderMap) -> add::NewLead {
        let key = headers.get("idempotency-key");
        // A person at a browser adds by hand; whoever shows a token is a program.
        let source = match bearer(headers) {
            Some(_) => LeadSource::Api,
            None => LeadSource::Manual,
        };
        add::NewLead {
            assistant: self.assistant_id,
            conversation: self.conversation_id,
            given: Given {
                name: self.name,
                email: self.email,
                phone: self.phone,
                wants: self.wants,
                fields: self.fields,
            },
            status: self.status,
            source,
            // What is no text is no key of ours, and refused as such.
            request: key.map(|key| key.to_str().unwrap_or_default().to_owned()),
        }
    }
}
