//! What mails tell, asked when they are sent.

mod digest;
mod lead;
mod personal;
mod reset;

pub(crate) use lead::is_told_of_leads;
#[cfg(test)]
pub(super) use {
    digest::{DigestTold, Named},
    lead::LeadTold,
    personal::PersonalTold,
    reset::ResetTold,
};

use super::content::{Content, Letter};
use crate::{
    App,
    error::{AppError, Result},
};
use baton_core::id::{JobId, UserId, WorkspaceId};
use baton_store::members::{self, Member};
use minijinja::{Value, value::Serde};
use serde::Serialize;

impl App {
    /// What the templates of a letter are told; `None` where there is nothing to tell, or nobody who may read it.
    pub(super) async fn tell(
        &self,
        workspace: Option<WorkspaceId>,
        job: JobId,
        letter: &Letter,
    ) -> Result<Option<Value>> {
        let there = || workspace.ok_or_else(|| AppError::Internal("no workspace".to_owned()));
        match &letter.content {
            Content::Test
            | Content::Invitation { .. }
            | Content::Alert { .. }
            | Content::WebhookDisabled { .. }
            | Content::Waiting { .. }
            | Content::Answer { .. } => Ok(Some(told(&letter.content))),
            Content::NewLeadCaptured { lead_id, member } => {
                let lead = self.lead_told(there()?, *lead_id, *member).await?;
                Ok(lead.as_ref().map(told))
            }
            Content::Told { alert_id, member } => {
                let told_of = self.personal_told(there()?, *alert_id, *member).await?;
                Ok(told_of.as_ref().map(told))
            }
            Content::Digest { member, until } => {
                let digest = self.digest_told(there()?, *member, *until).await?;
                Ok(digest.as_ref().map(told))
            }
            Content::PasswordReset { asked_at } => {
                let reset = self.reset_told(job, &letter.to, *asked_at).await?;
                Ok(reset.as_ref().map(told))
            }
        }
    }
}

fn told(value: &impl Serialize) -> Value {
    Value::from(Serde(value))
}

/// A member who has accepted.
async fn reader(
    conn: &mut baton_db::Conn<'_>,
    workspace: WorkspaceId,
    member: UserId,
) -> baton_db::Result<Option<Member>> {
    let found = members::find(conn, workspace, member).await?;
    Ok(found.filter(|member| member.accepted_at.is_some()))
}
