//! Adding a lead from outside of any widget: by a teammate's hand, or by a program over the interface.

use super::capture::{Captured, Given, Origin, Subject, capture};
use crate::{
    App, Caller,
    assistant::capture::{refuse, values},
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{
    id::{AssistantId, ContactId, ConversationId},
    lead::{LeadSource, LeadStatus},
    role::Permission,
    text::{ClientId, Email},
};
use baton_store::{
    assistants,
    contacts::{self, NewContact},
    conversations, leads,
};
use std::collections::BTreeMap;

/// A lead as somebody adds it.
#[derive(Debug, Clone)]
pub struct NewLead {
    /// Whose it shall be.
    pub assistant: AssistantId,
    /// The conversation that it belongs to, where there is one.
    pub conversation: Option<ConversationId>,
    /// The details.
    pub given: Given,
    /// Its stage; new where nothing is said.
    pub status: Option<LeadStatus>,
    /// By whom: `manual` or `api`.
    pub source: LeadSource,
    /// The caller's own key: a repeat answers what the first call made.
    pub request: Option<String>,
}

impl App {
    /// Adds a lead, or adds to the earlier one of the same assistant and address.
    pub async fn add_lead(&self, caller: &Caller, new: NewLead) -> Result<Captured> {
        let act = ("lead.add", ("assistant", new.assistant.uuid()));
        let asking = caller.clone();
        self.privileged(caller, act, async move |unit| add(unit, &asking, new).await)
            .await
    }
}

async fn add(unit: &mut Unit<'_, '_>, caller: &Caller, new: NewLead) -> Result<Captured> {
    let workspace = unit.workspace;
    let kept = assistants::find(unit.conn, workspace, new.assistant).await?;
    let assistant = kept.ok_or(AppError::NotFound)?.assistant;
    let talk = match new.conversation {
        Some(id) => Some(
            conversations::find(unit.conn, workspace, id)
                .await?
                .ok_or(AppError::NotFound)?,
        ),
        None => None,
    };
    caller.require(Permission::LeadWrite)?;
    if let Some(request) = &new.request {
        ClientId::parse(request).map_err(|_refused| {
            AppError::invalid("idempotency_key", "Send 1 to 64 printable characters.")
        })?;
        if let Some(id) = leads::by_request(unit.conn, workspace, request).await? {
            let lead = leads::find(unit.conn, workspace, id).await?;
            let lead = lead.ok_or(AppError::NotFound)?;
            return Ok(Captured { lead, is_new: true });
        }
    }
    let faults = assistant
        .lead_form
        .faults_of_given(&values(&new.given, false));
    refuse(&assistant.lead_form, &new.given, &faults)?;
    let subject = match &talk {
        Some(talk) => Subject::of(talk),
        None => Subject {
            assistant: new.assistant,
            contact: whose(unit, &new.given).await?,
            conversation: None,
        },
    };
    let origin = Origin {
        source: new.source,
        actor: caller.actor(),
        request: new.request,
    };
    let mut captured = capture(unit, subject, origin, new.given).await?;
    if let Some(status) = new.status
        && captured.is_new
        && status != captured.lead.status
    {
        captured.lead.status = status;
        leads::update(unit.conn, workspace, &captured.lead).await?;
    }
    let target = ("lead", captured.lead.id.uuid());
    unit.audit(&caller.actor(), "lead.add", target).await?;
    Ok(captured)
}

/// The contact with this address, or a new one.
async fn whose(unit: &mut Unit<'_, '_>, given: &Given) -> Result<ContactId> {
    let email = given.email.as_deref().map(Email::parse);
    if let Some(Ok(email)) = email
        && let Some(id) = contacts::by_email(unit.conn, unit.workspace, email.as_str()).await?
    {
        return Ok(id);
    }
    let new = NewContact {
        id: unit.ids.next(),
        locale: None,
        device: None,
        referrer: None,
        landing_url: None,
        utm: BTreeMap::new(),
    };
    contacts::insert(unit.conn, unit.workspace, &new, unit.now).await?;
    Ok(new.id)
}
