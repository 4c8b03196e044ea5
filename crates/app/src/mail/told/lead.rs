//! What the mail about a new lead tells.

use super::reader;
use crate::{App, error::Result};
use baton_core::id::{LeadId, UserId, WorkspaceId};
use baton_store::{
    assistants, conversations,
    leads::{self, Lead},
    members::Member,
    workspaces,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A lead as a mail shows it.
#[derive(Debug, Serialize)]
pub(in crate::mail) struct LeadTold {
    /// The name, or what else they are known by.
    pub(in crate::mail) who: String,
    pub(in crate::mail) name: Option<String>,
    pub(in crate::mail) email: Option<String>,
    pub(in crate::mail) phone: Option<String>,
    pub(in crate::mail) wants: Option<String>,
    /// Further fields of the form.
    pub(in crate::mail) fields: BTreeMap<String, String>,
    pub(in crate::mail) workspace: String,
    pub(in crate::mail) assistant: String,
    pub(in crate::mail) page: Option<String>,
    /// Where it is read.
    pub(in crate::mail) link: String,
}

/// Whether a member may be told of leads: owners and admins who have accepted (R085), and are not locked out.
pub(crate) fn is_told_of_leads(member: &Member) -> bool {
    use baton_core::role::Role::{Admin, Owner};
    let belongs = member.accepted_at.is_some() && member.suspended_at.is_none();
    belongs && matches!(member.role, Owner | Admin)
}

impl App {
    /// The lead, unless it was deleted or its reader may not be told any more.
    pub(super) async fn lead_told(
        &self,
        workspace: WorkspaceId,
        lead: LeadId,
        member: UserId,
    ) -> Result<Option<LeadTold>> {
        let found = self
            .db
            .read(async move |conn| {
                let reads = reader(conn, workspace, member).await?;
                let lead = leads::find(conn, workspace, lead).await?;
                let (Some(lead), true) = (lead, reads.as_ref().is_some_and(is_told_of_leads))
                else {
                    return Ok(None);
                };
                let conversation = match lead.conversation_id {
                    Some(id) => conversations::find(conn, workspace, id).await?,
                    None => None,
                };
                let assistant = assistants::find(conn, workspace, lead.assistant_id).await?;
                let company = workspaces::find(conn, workspace).await?;
                let page = conversation.and_then(|c| c.page_url);
                let assistant = assistant.map(|kept| kept.assistant.name);
                let company = company.map(|w| w.name);
                Ok::<_, baton_db::DbError>(Some((lead, page, assistant, company)))
            })
            .await?;
        Ok(found.map(|(lead, page, assistant, company)| LeadTold {
            link: link(&self.public_origin, &lead),
            page,
            assistant: assistant.unwrap_or_default(),
            workspace: company.unwrap_or_default(),
            who: who(&lead),
            name: lead.name,
            email: lead.email,
            phone: lead.phone,
            wants: lead.wants,
            fields: lead.fields,
        }))
    }
}

/// Where a lead is read: its conversation, where it came from one.
pub(in crate::mail) fn link(origin: &str, lead: &Lead) -> String {
    match lead.conversation_id {
        Some(id) => format!("{origin}/app/inbox/{id}"),
        None => format!("{origin}/app/leads?lead={}", lead.id),
    }
}

/// How a lead is called in a line.
pub(in crate::mail) fn who(lead: &Lead) -> String {
    let known = [&lead.name, &lead.email, &lead.phone];
    let first = known.into_iter().flatten().next();
    first.map_or_else(|| "Somebody".to_owned(), Clone::clone)
}
