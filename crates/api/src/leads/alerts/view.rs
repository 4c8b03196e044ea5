//! An alert as members read it.

use baton_core::{
    actor::Person,
    alert::{AcknowledgedBy, AlertKind, AlertStep, Taken},
    id::{AlertId, ConversationId, LeadId, UserId, WorkspaceId},
    team::note::Note,
    text::{plain, preview},
    time::Timestamp,
};
use baton_db::{Conn, DbError};
use baton_store::{
    conversations::{Conversation, find_many},
    leads::{
        self, Lead,
        alerts::{self, Alert},
    },
    members::notes,
};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Who has seen it, when, and by what.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Receipt {
    /// Who.
    by: Person,
    /// When.
    at: Timestamp,
    /// By what.
    how: AcknowledgedBy,
}

/// A step that was taken for somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StepTaken {
    /// Whom.
    user_id: UserId,
    /// How.
    step: AlertStep,
    /// When.
    at: Timestamp,
}

/// Something that somebody has to see.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Alert)]
pub(crate) struct AlertView {
    /// The alert.
    id: AlertId,
    /// Of what.
    kind: AlertKind,
    /// The lead, where there is one.
    lead_id: Option<LeadId>,
    /// The conversation, where there is one.
    conversation_id: Option<ConversationId>,
    /// Who it is about, where known.
    name: Option<String>,
    /// The teammate who caused it, where one did.
    by: Option<Person>,
    /// What they want, why they need a person, or what was noted.
    detail: Option<String>,
    /// When it was raised.
    created_at: Timestamp,
    /// Whether it ended without anybody: there is nothing to see any more.
    closed: bool,
    /// Who has seen it; null while nobody has.
    receipt: Option<Receipt>,
    /// The steps that were taken, in their order.
    steps: Vec<StepTaken>,
}

/// Alerts with what they are about, in the same order: as many statements for one as for a hundred.
pub(crate) async fn views(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    alerts: Vec<Alert>,
) -> Result<Vec<AlertView>, DbError> {
    let ids: Vec<_> = alerts.iter().filter_map(|a| a.conversation_id).collect();
    let talks = find_many(conn, workspace, &ids).await?;
    let talks: HashMap<_, _> = talks.into_iter().map(|talk| (talk.id, talk)).collect();
    let ids: Vec<_> = alerts.iter().filter_map(|alert| alert.lead_id).collect();
    let found = leads::find_many(conn, workspace, &ids).await?;
    let found: HashMap<_, _> = found.into_iter().map(|lead| (lead.id, lead)).collect();
    let ids: Vec<_> = alerts.iter().filter_map(|alert| alert.note_id).collect();
    let noted = notes::find_many(conn, workspace, &ids).await?;
    let noted: HashMap<_, _> = noted.into_iter().map(|note| (note.id, note)).collect();
    let ids: Vec<_> = alerts.iter().map(|alert| alert.id).collect();
    let mut taken = alerts::taken_of(conn, workspace, &ids).await?;
    let seen = alerts.into_iter().map(|alert| {
        let talk = alert.conversation_id.and_then(|id| talks.get(&id));
        let lead = alert.lead_id.and_then(|id| found.get(&id));
        let note = alert.note_id.and_then(|id| noted.get(&id));
        let steps = taken.remove(&alert.id).unwrap_or_default();
        view(alert, (lead, talk, note), done(steps))
    });
    Ok(seen.collect())
}

/// The steps of an alert that reached somebody.
fn done(taken: Vec<Taken>) -> Vec<StepTaken> {
    let steps = taken.into_iter().filter(|taken| taken.done);
    let steps = steps.map(|taken| StepTaken {
        user_id: taken.user,
        step: taken.step,
        at: taken.at,
    });
    steps.collect()
}

fn view(
    alert: Alert,
    (lead, talk, note): (Option<&Lead>, Option<&Conversation>, Option<&Note>),
    steps: Vec<StepTaken>,
) -> AlertView {
    let person = alert.acknowledged_by.zip(alert.acknowledged_name);
    let receipt = person.zip(alert.acknowledged_at.zip(alert.acknowledged_how));
    let receipt = receipt.map(|((id, name), (at, how))| Receipt {
        by: Person { id, name },
        at,
        how,
    });
    let known = lead.and_then(|lead| {
        let first = lead.name.clone().or_else(|| lead.email.clone());
        first.or_else(|| lead.phone.clone())
    });
    let by = alert.raised_by.zip(alert.raised_name);
    let detail = match (lead, note) {
        (Some(lead), _) => lead.wants.clone().or_else(|| lead.email.clone()),
        (None, Some(note)) => Some(preview(&plain(&note.body), 200)),
        (None, None) => talk
            .and_then(|talk| talk.baton().reason)
            .map(|reason| reason.text),
    };
    AlertView {
        id: alert.id,
        kind: alert.kind,
        lead_id: alert.lead_id,
        conversation_id: alert.conversation_id,
        name: known.or_else(|| talk.and_then(|talk| talk.contact_name.clone())),
        by: by.map(|(id, name)| Person { id, name }),
        detail,
        created_at: alert.created_at,
        closed: alert.closed_at.is_some(),
        receipt,
        steps,
    }
}
