//! The steps of an alert: what follows is decided and written down in one transaction, under the lock that whoever
//! acknowledges takes too.

use super::{
    push::{PUSH_JOB, PushPayload},
    raise::schedule,
};
use crate::{App, error::Result, unit::Unit};
use baton_core::{
    alert::{AlertKind, AlertStep, Next, Reachable, Taken, next},
    conversation::HolderKind,
    id::{AlertId, UserId, WorkspaceId},
    role::{Permission, Role},
    signal::Signal,
    time::Timestamp,
};
use baton_store::{
    conversations::{self, Conversation},
    leads::alerts::{self, About, Alert},
};
use std::collections::BTreeMap;

/// A console that asked for the feed within this time is open: it asks every 30 seconds.
const CONSOLE_MS: i64 = 75_000;

impl App {
    /// Takes the steps of an alert that are due, and has the next one looked at in its time.
    pub(crate) async fn alert(&self, workspace: WorkspaceId, id: AlertId) -> Result<()> {
        let app = self.clone();
        let told = self
            .carry_out(workspace, async move |unit| {
                if !alerts::hold(unit.conn, unit.workspace, id).await? {
                    return Ok(Vec::new());
                }
                let Some(alert) = alerts::find(unit.conn, unit.workspace, id).await? else {
                    return Ok(Vec::new());
                };
                take_due(unit, &app, &alert).await
            })
            .await?;
        for (user_id, step) in told {
            let signal = Signal::AlertStepTaken {
                alert_id: id,
                user_id,
                step,
            };
            self.publish_signal(workspace, None, &signal);
        }
        Ok(())
    }
}

async fn take_due(
    unit: &mut Unit<'_, '_>,
    app: &App,
    alert: &Alert,
) -> Result<Vec<(UserId, AlertStep)>> {
    let talk = match alert.conversation_id {
        Some(id) => conversations::find(unit.conn, unit.workspace, id).await?,
        None => None,
    };
    if alert.kind == AlertKind::Handoff && !talk.as_ref().is_some_and(is_waiting) {
        let over = (alert.kind, About::Alert(alert.id));
        alerts::close(unit.conn, unit.workspace, over, unit.now).await?;
        return Ok(Vec::new());
    }
    let agent = talk.and_then(|talk| talk.agent()).map(|agent| agent.id);
    if alert.kind == AlertKind::Assigned && agent != alert.for_user {
        let over = (alert.kind, About::Alert(alert.id));
        alerts::close(unit.conn, unit.workspace, over, unit.now).await?;
        return Ok(Vec::new());
    }
    let people = people(unit, app, (alert, agent)).await?;
    let plan = alerts::plan(unit.conn, unit.workspace).await?;
    let mut taken = alerts::taken(unit.conn, unit.workspace, alert.id).await?;
    let mut told = Vec::new();
    loop {
        match next(plan, unit.now, &taken, &people) {
            Next::Over => return Ok(told),
            Next::Wait(until) => {
                schedule(unit, alert.id, until)?;
                return Ok(told);
            }
            Next::Step(user, step, done) => {
                let one = Taken {
                    user,
                    step,
                    at: unit.now,
                    done,
                };
                let position = i64::try_from(taken.len()).unwrap_or(i64::MAX);
                alerts::take(unit.conn, unit.workspace, alert.id, (one, position)).await?;
                taken.push(one);
                if done {
                    tell(unit, alert, (user, step)).await?;
                    told.push((user, step));
                }
            }
        }
    }
}

fn is_waiting(talk: &Conversation) -> bool {
    talk.holder() == HolderKind::Nobody
}

/// What a step does beyond the signal that consoles hear.
async fn tell(
    unit: &mut Unit<'_, '_>,
    alert: &Alert,
    (user, step): (UserId, AlertStep),
) -> Result<()> {
    match step {
        AlertStep::Toast | AlertStep::Sound => Ok(()),
        AlertStep::Push => {
            let payload = PushPayload {
                alert_id: alert.id,
                user_id: user,
            };
            unit.enqueue(PUSH_JOB, Some(format!("{}.{user}", alert.id)), &payload)
        }
        AlertStep::Mail => super::mail::remind(unit, alert, user).await,
    }
}

/// Who may be alerted, in the order of their turns: whoever is responsible, then who sits at a console, then who was
/// alerted least lately.
async fn people(
    unit: &mut Unit<'_, '_>,
    app: &App,
    (alert, agent): (&Alert, Option<UserId>),
) -> Result<Vec<Reachable>> {
    let workspace = unit.workspace;
    let wishes = alerts::wishes(unit.conn, workspace, alert.kind).await?;
    let last = alerts::last_alerted(unit.conn, workspace).await?;
    let last: BTreeMap<UserId, Timestamp> = last.into_iter().collect();
    let since = unit.now.plus_ms(-CONSOLE_MS);
    let candidates = alerts::candidates(unit.conn, workspace).await?;
    let mut people = Vec::new();
    for candidate in candidates {
        let takes = match alert.for_user {
            // Their own they are told of wherever they are.
            Some(user) => candidate.user == user,
            None => {
                candidate.role.can(Permission::ConversationReply) && candidate.away_at.is_none()
            }
        };
        if !takes || alert.raised_by == Some(candidate.user) {
            continue;
        }
        let wishes = wishes.get(&candidate.user).copied().unwrap_or_default();
        let asked = candidate.console_seen_at.is_some_and(|at| at >= since);
        // Owners and admins get a mail of every lead when it is captured (R081).
        let leads_team = matches!(candidate.role, Role::Owner | Role::Admin);
        people.push(Reachable {
            user: candidate.user,
            has_console: asked || app.presence.has_teammate(workspace, candidate.user),
            has_push: candidate.browsers > 0,
            // So does everybody of a visitor who asked while nobody was there.
            has_mail: alert.is_mailed
                || (alert.kind == AlertKind::Lead && leads_team && wishes.mail),
            wishes,
        });
    }
    people.sort_by_key(|person| {
        let at = last.get(&person.user).filter(|at| **at < alert.created_at);
        (agent != Some(person.user), !person.has_console, at.copied())
    });
    Ok(people)
}
