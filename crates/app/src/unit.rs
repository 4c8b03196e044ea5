//! The unit of work: rows, event and jobs of one change commit together or not at all.

use crate::{
    caller::address,
    error::{AppError, Result},
    revocation::Revocation,
};
use baton_core::{
    actor::Actor,
    audit::Outcome,
    event::{Envelope, Event},
    id::{ConversationId, Ids, WorkspaceId},
    time::Timestamp,
    widget::WidgetEvent,
};
use baton_db::Conn;
use baton_store::{
    audit,
    events::{self, effects},
    jobs,
};
use serde::Serialize;
use std::net::IpAddr;
use uuid::Uuid;

/// An event to be published after the commit.
#[derive(Debug, Clone)]
pub struct Emitted {
    /// The stored event.
    pub envelope: Envelope,
    /// Whether the visitor of this conversation reads the names of teammates.
    pub show_names: bool,
}

/// What is to be done once a transaction is committed.
#[derive(Debug)]
pub(crate) struct Followed {
    /// Where.
    pub(crate) workspace: WorkspaceId,
    /// To be published.
    pub(crate) emitted: Vec<Emitted>,
    /// The kinds of jobs that wait now.
    pub(crate) wake: Vec<&'static str>,
    /// Whose rights ended.
    pub(crate) revoked: Vec<Revocation>,
    /// Where the queue of those who wait for a person moved.
    pub(crate) moved: Option<WorkspaceId>,
    /// What the visitors of trials are told.
    pub(crate) trials: Vec<(ConversationId, WidgetEvent)>,
}

/// One transaction of a use-case in a workspace.
#[derive(Debug)]
pub struct Unit<'a, 'c> {
    /// The connection, inside the transaction.
    pub conn: &'a mut Conn<'c>,
    /// The tenant.
    pub workspace: WorkspaceId,
    /// The time of everything in it.
    pub now: Timestamp,
    /// The source of ids.
    pub ids: Ids,
    /// Events in their order, each with whether its visitor reads the names of teammates.
    pub(crate) events: Vec<(events::NewEvent, bool)>,
    pub(crate) jobs: Vec<jobs::NewJob>,
    pub(crate) revoked: Vec<Revocation>,
    acts: Vec<audit::Act>,
    /// From where it was asked for.
    address: Option<IpAddr>,
    moved: bool,
    pub(crate) trials: Vec<(ConversationId, WidgetEvent)>,
}

/// Where an event belongs.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The conversation.
    pub conversation: Option<ConversationId>,
    /// Whether its visitor reads the names of teammates.
    pub show_names: bool,
}

impl Place {
    /// An event of the workspace.
    pub const WORKSPACE: Self = Self {
        conversation: None,
        show_names: false,
    };

    /// An event of a conversation.
    pub const fn conversation(id: ConversationId, show_names: bool) -> Self {
        Self {
            conversation: Some(id),
            show_names,
        }
    }
}

/// What a unit of work is about: whose, when, with which ids, asked for from where.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(crate) workspace: WorkspaceId,
    pub(crate) now: Timestamp,
    pub(crate) ids: Ids,
    pub(crate) address: Option<IpAddr>,
}

/// What a unit of work made, and what is to be told once it is committed.
pub(crate) type Done<T> = (T, Followed);

impl<'a, 'c> Unit<'a, 'c> {
    /// Runs `f` as the unit of a transaction.
    pub(crate) async fn run<T, F>(conn: &'a mut Conn<'c>, setting: Setting, f: F) -> Result<Done<T>>
    where
        F: AsyncFnOnce(&mut Unit<'_, '_>) -> Result<T>,
    {
        let mut unit = Unit::begin(conn, (setting.workspace, setting.now, setting.ids));
        unit.address = setting.address;
        let value = f(&mut unit).await?;
        Ok((value, unit.finish().await?))
    }

    /// A unit of a transaction that goes on after it: see [`Unit::end`].
    pub(crate) fn begin(
        conn: &'a mut Conn<'c>,
        (workspace, now, ids): (WorkspaceId, Timestamp, Ids),
    ) -> Self {
        Unit {
            conn,
            workspace,
            now,
            ids,
            events: Vec::new(),
            jobs: Vec::new(),
            revoked: Vec::new(),
            acts: Vec::new(),
            address: None,
            moved: false,
            trials: Vec::new(),
        }
    }
}

/// What one of several units of a transaction emitted and enqueued: not written yet.
#[derive(Debug)]
pub(crate) struct Due {
    effects: effects::Effects,
    acts: Vec<audit::Act>,
    shown: Vec<bool>,
    revoked: Vec<Revocation>,
    moved: Option<WorkspaceId>,
    trials: Vec<(ConversationId, WidgetEvent)>,
}

/// Writes what several units emitted and enqueued, as the last act of their transaction.
pub(crate) async fn finish_all(
    conn: &mut Conn<'_>,
    due: Vec<Due>,
    now: Timestamp,
) -> Result<Vec<Followed>> {
    let mut followed = Vec::with_capacity(due.len());
    let mut changes = Vec::with_capacity(due.len());
    for due in due {
        audit::append(conn, due.effects.workspace, due.acts, now).await?;
        let wake = due.effects.jobs.iter().map(|job| job.kind).collect();
        let of = (due.effects.workspace, due.revoked);
        followed.push((due.shown, wake, of, (due.moved, due.trials)));
        changes.push(due.effects);
    }
    let stored = effects::finish_all(conn, changes, now).await?;
    let followed = stored.into_iter().zip(followed);
    Ok(followed
        .map(
            |(stored, (shown, wake, (workspace, revoked), (moved, trials)))| Followed {
                workspace,
                emitted: emitted(stored, shown),
                wake,
                revoked,
                moved,
                trials,
            },
        )
        .collect())
}

fn emitted(stored: Vec<Envelope>, shown: Vec<bool>) -> Vec<Emitted> {
    let stored = stored.into_iter().zip(shown);
    stored
        .map(|(envelope, show_names)| Emitted {
            envelope,
            show_names,
        })
        .collect()
}

impl Unit<'_, '_> {
    /// Says what happened: stored with the end of the transaction, published after its commit. Of a trial nobody hears but
    /// who tries, and nothing is stored.
    pub fn emit(&mut self, place: Place, actor: Actor, event: Event) {
        if let Some(id) = place.conversation.filter(|id| id.is_trial()) {
            let told = WidgetEvent::of(&event, place.show_names);
            self.trials.extend(told.map(|told| (id, told)));
            return;
        }
        let new = events::NewEvent {
            id: self.ids.next(),
            conversation_id: place.conversation,
            actor,
            event,
        };
        self.events.push((new, place.show_names));
    }

    /// Adds a job of this workspace with the end of the transaction; its workers are woken after the commit.
    pub fn enqueue<P: Serialize>(
        &mut self,
        kind: &'static str,
        key: Option<String>,
        payload: &P,
    ) -> Result<()> {
        self.enqueue_at(kind, key, payload, self.now)
    }

    /// [`Unit::enqueue`] for a job that is not due before `run_at`.
    pub fn enqueue_at<P: Serialize>(
        &mut self,
        kind: &'static str,
        key: Option<String>,
        payload: &P,
        run_at: Timestamp,
    ) -> Result<()> {
        let payload = serde_json::to_string(payload)
            .map_err(|error| AppError::Internal(error.to_string()))?;
        self.jobs.push(jobs::NewJob {
            about: None,
            id: self.ids.next(),
            workspace_id: Some(self.workspace),
            kind,
            dedupe_key: key,
            payload,
            run_at,
        });
        Ok(())
    }

    /// What was enqueued last tells of a conversation or a contact, and goes with it.
    pub(crate) fn about(&mut self, whom: Uuid) {
        if let Some(job) = self.jobs.last_mut() {
            job.about = Some(whom);
        }
    }

    /// Ends rights: told to every node after the commit.
    pub fn revoke(&mut self, revocation: Revocation) {
        self.revoked.push(revocation);
    }

    /// The queue of those who wait for a person moved: they are told their places after the commit.
    pub(crate) fn queue_moved(&mut self) {
        self.moved = true;
    }

    /// Writes what was done, emitted and enqueued, as the last act.
    pub(crate) async fn finish(self) -> Result<Followed> {
        // Not before: whoever else has something to write down waits for the end of this.
        audit::append(self.conn, self.workspace, self.acts, self.now).await?;
        let (new, shown): (Vec<_>, Vec<bool>) = self.events.into_iter().unzip();
        let stored =
            effects::finish(self.conn, self.workspace, (new, &self.jobs), self.now).await?;
        Ok(Followed {
            workspace: self.workspace,
            emitted: emitted(stored, shown),
            wake: self.jobs.iter().map(|job| job.kind).collect(),
            revoked: self.revoked,
            moved: self.moved.then_some(self.workspace),
            trials: self.trials,
        })
    }

    /// What is due, where other units of the same transaction follow: [`finish_all`] writes it.
    pub(crate) fn end(self) -> Due {
        let (events, shown) = self.events.into_iter().unzip();
        Due {
            effects: effects::Effects {
                workspace: self.workspace,
                events,
                jobs: self.jobs,
            },
            acts: self.acts,
            shown,
            revoked: self.revoked,
            moved: self.moved.then_some(self.workspace),
            trials: self.trials,
        }
    }

    /// Has a line of the audit log written about an act that is accepted with this transaction.
    #[expect(
        clippy::unused_async,
        reason = "what is written with the end of the transaction is awaited by its callers"
    )]
    pub async fn audit(&mut self, actor: &Actor, action: &str, target: (&str, Uuid)) -> Result<()> {
        self.note(actor, action, target, None);
        Ok(())
    }

    /// [`Unit::audit`] with what else matters.
    pub fn audit_with<D: Serialize>(
        &mut self,
        actor: &Actor,
        action: &str,
        target: (&str, Uuid),
        detail: &D,
    ) -> Result<()> {
        let detail =
            serde_json::to_string(detail).map_err(|error| AppError::Internal(error.to_string()))?;
        self.note(actor, action, target, Some(detail));
        Ok(())
    }

    fn note(&mut self, actor: &Actor, action: &str, target: (&str, Uuid), detail: Option<String>) {
        self.acts.push(audit::Act {
            id: self.ids.next(),
            actor: actor.clone(),
            action: action.to_owned(),
            target: (target.0.to_owned(), Some(target.1)),
            outcome: Outcome::Accepted,
            detail,
            address: self.address.map(address::shown),
        });
    }
}
