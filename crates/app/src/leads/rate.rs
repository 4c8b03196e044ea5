//! How promising a lead is: reckoned at each capture, and once more when the talk has gone on for a while.

use super::capture::LeadPayload;
use crate::{
    App,
    error::Result,
    unit::{Place, Unit},
};
use baton_core::{
    actor::Actor,
    event::Event,
    id::{LeadId, WorkspaceId},
    lead::{Score, Signals, has_intent},
};
use baton_store::{
    contacts, conversations,
    leads::{self, Lead},
};

/// The kind of the job that looks again.
pub(crate) const SCORE_JOB: &str = "lead.score";
/// After a lead was captured.
const LATER_MS: i64 = 10 * 60_000;

/// The score of a lead by what is known now.
pub(crate) async fn score(unit: &mut Unit<'_, '_>, lead: &Lead) -> Result<Score> {
    let workspace = unit.workspace;
    let contact = contacts::find(unit.conn, workspace, lead.contact_id).await?;
    let mut signals = Signals {
        email: lead.email.clone(),
        has_phone: lead.phone.is_some(),
        has_name: lead.name.is_some(),
        is_returning: contact.is_some_and(|contact| contact.conversation_count > 1),
        has_intent: lead.wants.as_deref().is_some_and(has_intent),
        source: Some(lead.source),
        ..Signals::default()
    };
    if let Some(id) = lead.conversation_id {
        let said = leads::last_said(unit.conn, workspace, id).await?;
        signals.messages = i64::try_from(said.len()).unwrap_or(i64::MAX);
        signals.has_intent |= said.iter().any(|text| has_intent(text));
        let talk = conversations::find(unit.conn, workspace, id).await?;
        signals.page = talk.and_then(|talk| talk.page_url);
    }
    Ok(Score::of(&signals))
}

/// Has a lead scored again when its talk has gone on.
pub(super) fn look_again(unit: &mut Unit<'_, '_>, lead: LeadId) -> Result<()> {
    let at = unit.now.plus_ms(LATER_MS);
    unit.enqueue_at(
        SCORE_JOB,
        Some(lead.to_string()),
        &LeadPayload { lead_id: lead },
        at,
    )
}

impl App {
    /// Scores a lead anew; tells of it where it changed.
    pub(crate) async fn rate_lead(&self, workspace: WorkspaceId, id: LeadId) -> Result<()> {
        self.carry_out(workspace, async move |unit| {
            let Some(mut lead) = leads::find(unit.conn, unit.workspace, id).await? else {
                return Ok(());
            };
            let score = score(unit, &lead).await?;
            if score != lead.score {
                lead.score = score;
                leads::update(unit.conn, unit.workspace, &lead).await?;
                let place = lead
                    .conversation_id
                    .map_or(Place::WORKSPACE, |id| Place::conversation(id, false));
                let event = Event::LeadUpdated { lead: lead.facts() };
                unit.emit(place, Actor::system(), event);
            }
            Ok(())
        })
        .await
    }
}
