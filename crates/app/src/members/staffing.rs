//! Who of the team could come now.

use crate::{
    conversations::last_words,
    error::Result,
    mail::{Content, Letter, Recipient},
    members::teammates::takes,
    unit::Unit,
};
use baton_core::{
    alert::AlertKind,
    id::{AlertId, AssistantId, UserId, WorkspaceId},
    role::Permission,
    team::{
        hours::{BusinessHours, Door, Opening},
        wait::Staffing,
    },
    text::{plain, preview},
    time::Timestamp,
};
use baton_db::Conn;
use baton_store::{
    assistants,
    conversations::Conversation,
    leads::alerts,
    members::{self, hours, teammates},
};

/// How much of the visitor's last words is told, in characters.
const SAID_CHARS: usize = 280;

/// The team at a moment.
#[derive(Debug)]
pub(crate) struct Staffed {
    /// Who could come.
    pub(crate) staffing: Staffing,
    /// When the team is there again, where it is not.
    pub(crate) opens: Option<Opening>,
    /// When it is there at all.
    pub(crate) hours: BusinessHours,
}

/// The team of an assistant now; `is_trial`: of its draft. Somebody who is there counts, whatever the hour.
pub(crate) async fn look(
    conn: &mut Conn<'_>,
    (workspace, now): (WorkspaceId, Timestamp),
    (assistant, is_trial): (AssistantId, bool),
    online: &[UserId],
) -> Result<Staffed> {
    let hours = hours_of(conn, workspace, (assistant, is_trial)).await?;
    let mut staffing = Staffing::Unattended;
    let mut opens = None;
    let team = if online.is_empty() {
        Vec::new()
    } else {
        teammates::list(conn, workspace).await?
    };
    let mut there = team.iter().filter(|each| online.contains(&each.id));
    if there.any(takes) {
        staffing = Staffing::Available;
    } else if let Door::Closed(opening) = hours.at(now) {
        (staffing, opens) = (Staffing::Closed, opening);
    }
    Ok(Staffed {
        staffing,
        opens,
        hours,
    })
}

/// When the team of an assistant is there: as the assistant says, else as the workspace does. A trial goes by the draft.
pub(crate) async fn hours_of(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (assistant, is_trial): (AssistantId, bool),
) -> Result<BusinessHours> {
    let own = if is_trial {
        let kept = assistants::find(conn, workspace, assistant).await?;
        kept.and_then(|kept| kept.edited().hours.clone())
    } else {
        assistants::hours(conn, workspace, assistant).await?
    };
    match own {
        Some(own) => Ok(own),
        None => Ok(hours::find(conn, workspace).await?),
    }
}

/// The team for a conversation, at the moment of a unit of work.
pub(crate) async fn staffed(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    online: &[UserId],
) -> Result<Staffed> {
    let whose = (conversation.assistant_id, conversation.id.is_trial());
    look(unit.conn, (unit.workspace, unit.now), whose, online).await
}

/// Somebody waits and nobody is there: those who could answer are told by mail, unless they want none. The chain of the alert
/// does not mail them again.
pub(crate) async fn tell_by_mail(
    unit: &mut Unit<'_, '_>,
    conversation: &Conversation,
    alert: AlertId,
) -> Result<()> {
    let reason = conversation.baton().reason;
    let wishes = alerts::wishes(unit.conn, unit.workspace, AlertKind::Handoff).await?;
    let told: Vec<UserId> = alerts::candidates(unit.conn, unit.workspace)
        .await?
        .into_iter()
        .filter(|one| one.role.can(Permission::ConversationReply) && one.away_at.is_none())
        .map(|one| one.user)
        .filter(|user| wishes.get(user).copied().unwrap_or_default().mail)
        .collect();
    // The newest words are the assistant's, which has just said that nobody is there.
    let said = last_words(unit, conversation.id).await?;
    let said = said.map_or_else(String::new, |said| preview(&plain(&said), SAID_CHARS));
    let people = members::list(unit.conn, unit.workspace).await?;
    for person in people.into_iter().filter(|each| told.contains(&each.id)) {
        let key = format!("alert.{alert}.{}", person.id);
        let letter = Letter {
            to: Recipient::member(&person),
            content: Content::Waiting {
                contact: conversation.contact_name.clone(),
                reason: reason.as_ref().map_or_else(String::new, |r| r.text.clone()),
                said: said.clone(),
                path: format!("/app/inbox/{}", conversation.id),
            },
        };
        unit.mail_about(conversation.id.uuid(), Some(key), &letter)?;
    }
    Ok(())
}
