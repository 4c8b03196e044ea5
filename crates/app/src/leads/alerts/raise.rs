//! Raising an alert, in the transaction of what it tells of.

use crate::{error::Result, unit::Unit};
use baton_core::{
    alert::AlertKind,
    id::{AlertId, ConversationId, LeadId, NoteId, UserId},
};
use baton_store::leads::alerts::{self, About, Alert};
use serde::{Deserialize, Serialize};

/// The kind of the job that takes the steps of an alert.
pub(crate) const ALERT_JOB: &str = "alert.step";

/// What that job is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct AlertPayload {
    /// The alert.
    pub(crate) alert_id: AlertId,
}

/// What an alert tells of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// Of what kind.
    pub(crate) kind: AlertKind,
    /// The lead, where there is one.
    pub(crate) lead: Option<LeadId>,
    /// The conversation, where there is one.
    pub(crate) conversation: Option<ConversationId>,
    /// The teammate who caused it: they know already.
    pub(crate) by: Option<UserId>,
    /// Whose own it is; nobody's where it is the team's.
    pub(crate) own: Option<Own>,
    /// Whether those who could come are told by mail at once: the alert does not mail them again.
    pub(crate) is_mailed: bool,
}

/// What is one person's own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own {
    /// Whose.
    pub(crate) user: UserId,
    /// The note that mentions them.
    pub(crate) note: Option<NoteId>,
}

/// Raises an alert; its steps begin with the commit. An older one of a conversation that waits again is over.
pub(crate) async fn raise(unit: &mut Unit<'_, '_>, told: Told) -> Result<AlertId> {
    let now = unit.now;
    if let (AlertKind::Handoff, Some(id)) = (told.kind, told.conversation) {
        let older = (told.kind, About::Conversation(id));
        alerts::close(unit.conn, unit.workspace, older, now).await?;
    }
    let alert = Alert {
        id: unit.ids.next(),
        kind: told.kind,
        lead_id: told.lead,
        conversation_id: told.conversation,
        for_user: told.own.map(|own| own.user),
        note_id: told.own.and_then(|own| own.note),
        raised_by: told.by,
        raised_name: None,
        acknowledged_at: None,
        acknowledged_by: None,
        acknowledged_name: None,
        acknowledged_how: None,
        closed_at: None,
        is_mailed: told.is_mailed,
        created_at: now,
    };
    alerts::insert(unit.conn, unit.workspace, &alert).await?;
    schedule(unit, alert.id, now)?;
    Ok(alert.id)
}

/// Has the steps of an alert looked at.
pub(super) fn schedule(
    unit: &mut Unit<'_, '_>,
    alert_id: AlertId,
    at: baton_core::time::Timestamp,
) -> Result<()> {
    let key = Some(alert_id.to_string());
    unit.enqueue_at(ALERT_JOB, key, &AlertPayload { alert_id }, at)
}
