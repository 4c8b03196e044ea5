//! What the mail about an alert tells that is one person's own.

use super::reader;
use crate::{App, error::Result};
use baton_core::{
    alert::AlertKind,
    id::{AlertId, UserId, WorkspaceId},
    text::plain,
};
use baton_store::{
    conversations,
    leads::alerts::{self, Alert},
    members::notes,
};
use serde::Serialize;

/// That somebody was mentioned, or made responsible.
#[derive(Debug, Serialize)]
pub(in crate::mail) struct PersonalTold {
    /// Whether they were mentioned; else they are responsible now.
    pub(in crate::mail) is_mention: bool,
    /// By whom.
    pub(in crate::mail) by: String,
    /// Whom it is about.
    pub(in crate::mail) contact: String,
    /// The note, where there is one; else what was said last.
    pub(in crate::mail) said: Option<String>,
    /// Where it is read.
    pub(in crate::mail) link: String,
}

impl App {
    /// The alert, unless they have looked meanwhile or may not read it any more.
    pub(super) async fn personal_told(
        &self,
        workspace: WorkspaceId,
        alert: AlertId,
        member: UserId,
    ) -> Result<Option<PersonalTold>> {
        let found = self
            .db
            .read(async move |conn| {
                let reads = reader(conn, workspace, member).await?;
                let alert = alerts::find(conn, workspace, alert).await?;
                let alert = alert.filter(|alert| alert.is_open() && alert.for_user == Some(member));
                let (Some(alert), Some(_)) = (alert, reads.filter(|m| m.suspended_at.is_none()))
                else {
                    return Ok(None);
                };
                let Some(id) = alert.conversation_id else {
                    return Ok(None);
                };
                let talk = conversations::find(conn, workspace, id).await?;
                let note = match alert.note_id {
                    Some(id) => notes::find(conn, workspace, id).await?,
                    None => None,
                };
                Ok::<_, baton_db::DbError>(talk.map(|talk| (alert, talk, note)))
            })
            .await?;
        Ok(found.map(|(alert, talk, note)| PersonalTold {
            is_mention: alert.kind == AlertKind::Mention,
            link: format!("{}/app/inbox/{}", self.public_origin, talk.id),
            by: by(&alert),
            contact: talk
                .contact_name
                .or(talk.contact_email)
                .unwrap_or_else(|| "a visitor".to_owned()),
            said: note.map(|note| plain(&note.body)).or(talk.last_preview),
        }))
    }
}

fn by(alert: &Alert) -> String {
    let name = alert.raised_name.clone();
    name.unwrap_or_else(|| "A teammate".to_owned())
}
