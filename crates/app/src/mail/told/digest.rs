//! What the daily digest tells.

use super::{
    lead::{link, who},
    reader,
};
use crate::{App, error::Result};
use baton_core::{
    id::{UserId, WorkspaceId},
    page::Limit,
    time::Timestamp,
};
use baton_store::{
    conversations,
    leads::{self, Filter, Order},
    members::digest,
    workspaces,
};
use serde::Serialize;

/// A digest is of one day.
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// So many leads are named.
const NAMED: u32 = 5;

/// A day of a workspace.
#[derive(Debug, Serialize)]
pub(in crate::mail) struct DigestTold {
    pub(in crate::mail) workspace: String,
    pub(in crate::mail) conversations: i64,
    pub(in crate::mail) leads: i64,
    pub(in crate::mail) claims: i64,
    pub(in crate::mail) resolved: i64,
    /// Who waits for a person right now.
    pub(in crate::mail) waiting: i64,
    /// Whom the reader holds right now.
    pub(in crate::mail) mine: i64,
    /// The newest leads of the day.
    pub(in crate::mail) named: Vec<Named>,
    pub(in crate::mail) link: String,
    /// Where the digest is turned off.
    pub(in crate::mail) settings: String,
}

/// A lead in a line.
#[derive(Debug, Serialize)]
pub(in crate::mail) struct Named {
    pub(in crate::mail) who: String,
    pub(in crate::mail) wants: Option<String>,
    pub(in crate::mail) link: String,
}

impl App {
    /// The day until `until`; nothing where nothing happened and nobody waits.
    pub(super) async fn digest_told(
        &self,
        workspace: WorkspaceId,
        member: UserId,
        until: Timestamp,
    ) -> Result<Option<DigestTold>> {
        let since = until.plus_ms(-DAY_MS);
        let found = self
            .db
            .read(async move |conn| {
                if reader(conn, workspace, member).await?.is_none() {
                    return Ok(None);
                }
                let day = digest::day(conn, workspace, (since, until)).await?;
                let now = conversations::counts(conn, workspace, member).await?;
                let newest = Limit::new(Some(NAMED));
                let leads = leads::list(
                    conn,
                    workspace,
                    &Filter::default(),
                    (Order::default(), None),
                    newest,
                )
                .await?;
                let company = workspaces::find(conn, workspace).await?;
                Ok::<_, baton_db::DbError>(Some((day, now, leads.items, company)))
            })
            .await?;
        let Some((day, now, leads, company)) = found else {
            return Ok(None);
        };
        if day == digest::Day::default() && now.waiting == 0 {
            return Ok(None);
        }
        let of_day = leads
            .iter()
            .filter(|lead| lead.created_at > since && lead.created_at <= until);
        Ok(Some(DigestTold {
            workspace: company.map(|w| w.name).unwrap_or_default(),
            conversations: day.conversations,
            leads: day.leads,
            claims: day.claims,
            resolved: day.resolved,
            waiting: now.waiting,
            mine: now.mine,
            named: of_day
                .map(|lead| Named {
                    who: who(lead),
                    wants: lead.wants.clone(),
                    link: link(&self.public_origin, lead),
                })
                .collect(),
            link: format!("{}/app/inbox", self.public_origin),
            settings: format!("{}/app/settings/digest", self.public_origin),
        }))
    }
}
