//! The e-mail of an alert that nobody has acknowledged.

use crate::{
    error::Result,
    mail::{Content, Letter, Recipient},
    unit::Unit,
};
use baton_core::{
    alert::AlertKind,
    id::{ConversationId, LeadId, UserId},
};
use baton_store::{conversations, leads, leads::alerts::Alert, members};

/// Has a mail sent to somebody whose turn it is.
pub(super) async fn remind(unit: &mut Unit<'_, '_>, alert: &Alert, user: UserId) -> Result<()> {
    let Some(member) = members::find(unit.conn, unit.workspace, user).await? else {
        return Ok(());
    };
    let key = Some(format!("alert.{}.{user}", alert.id));
    if alert.for_user.is_some() {
        let content = Content::Told {
            alert_id: alert.id,
            member: user,
        };
        let to = Recipient::member(&member);
        return unit.mail(key, &Letter { to, content });
    }
    let lead = match alert.lead_id {
        Some(id) => leads::find(unit.conn, unit.workspace, id).await?,
        None => None,
    };
    let talk = match alert.conversation_id {
        Some(id) => conversations::find(unit.conn, unit.workspace, id).await?,
        None => None,
    };
    let of_talk = alert.conversation_id.map(ConversationId::uuid);
    let about = of_talk.or_else(|| lead.as_ref().map(|lead| lead.contact_id.uuid()));
    let known = lead.and_then(|lead| lead.name.or(lead.email).or(lead.phone));
    let name = known.or_else(|| talk.and_then(|talk| talk.contact_name));
    let letter = Letter {
        to: Recipient::member(&member),
        content: Content::Alert {
            is_lead: alert.kind == AlertKind::Lead,
            name: name.unwrap_or_else(|| "A visitor".to_owned()),
            path: path(alert.conversation_id, alert.lead_id),
        },
    };
    match about {
        Some(whom) => unit.mail_about(whom, key, &letter),
        None => unit.mail(key, &letter),
    }
}

/// Where the row is, below the public address.
pub(super) fn path(conversation: Option<ConversationId>, lead: Option<LeadId>) -> String {
    match (conversation, lead) {
        (Some(id), _) => format!("/app/inbox/{id}"),
        (None, Some(id)) => format!("/app/leads?lead={id}"),
        (None, None) => "/app/inbox".to_owned(),
    }
}
