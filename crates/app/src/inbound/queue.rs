//! Those who wait for a person: what each is told of their place, and how long it took before.

use crate::{
    App, Visitor,
    error::{AppError, Result},
    members::staffing::look,
};
use baton_core::{
    conversation::{HolderKind, WaitMode},
    id::WorkspaceId,
    signal::Signal,
    team::{
        hours::Opening,
        wait::{Estimate, Staffing},
    },
};
use baton_db::DbError;
use baton_store::conversations::{self, queue};
use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Changes of a queue within this time are told together.
const TOGETHER: Duration = Duration::from_millis(250);

/// The queues whose places are about to be told.
#[derive(Debug, Default)]
pub(crate) struct Telling(
    // Held for an insert or a removal, never across an await.
    Mutex<HashSet<WorkspaceId>>,
);

impl Telling {
    /// Whether nobody is about to tell it.
    fn begin(&self, workspace: WorkspaceId) -> bool {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(workspace)
    }

    fn end(&self, workspace: WorkspaceId) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(&workspace);
    }
}

/// What a visitor who waits may know.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// How they wait; `None` where they do not.
    pub waits: Option<WaitMode>,
    /// Who of the team could come.
    pub staffing: Staffing,
    /// When the team is there again, where it is not.
    pub opens: Option<Opening>,
    /// Their place in the live queue; 1: the next one.
    pub position: Option<i64>,
    /// How long it took before; only where somebody could come, and enough others have waited.
    pub estimate: Option<Estimate>,
    /// After so many seconds they are offered an e-mail instead.
    pub offer_after_s: u32,
}

impl App {
    /// What a visitor may know of their wait, as it stands.
    pub async fn waiting(&self, visitor: Visitor) -> Result<Waiting> {
        let (workspace, id) = (visitor.workspace, visitor.conversation);
        let (online, now) = (self.presence.teammates(workspace), self.clock.now());
        self.db
            .read(async move |conn| {
                let found = conversations::find(conn, workspace, id).await?;
                let conversation = found.ok_or(AppError::Unauthorized)?;
                let whose = (conversation.assistant_id, id.is_trial());
                let team = look(conn, (workspace, now), whose, &online).await?;
                let state = conversation.state();
                let waits = state.waits.filter(|_| state.holder() == HolderKind::Nobody);
                let since = state.escalated.map(|(since, _)| since);
                let live = waits.is_some_and(|waits| waits != WaitMode::Mail);
                let position = match since.filter(|_| live) {
                    Some(since) => Some(queue::before(conn, workspace, id, since).await? + 1),
                    None => None,
                };
                let estimate = if live && team.staffing == Staffing::Available {
                    Estimate::of(&queue::past(conn, workspace, now).await?, &team.hours, now)
                } else {
                    None
                };
                Ok(Waiting {
                    waits,
                    staffing: team.staffing,
                    opens: team.opens,
                    position,
                    estimate,
                    offer_after_s: team.hours.offer_after_s,
                })
            })
            .await
    }

    /// Tells those who wait their places, soon. A hint: who misses it asks by themselves.
    pub(crate) fn tell_queue(&self, workspace: WorkspaceId) {
        if !self.telling().begin(workspace) {
            return;
        }
        let app = self.clone();
        self.tasks.spawn(async move {
            let pause = tokio::time::sleep(TOGETHER);
            let went_on = app.stop.run_until_cancelled(pause).await.is_some();
            // Before it is read: whatever changes from now on is told anew.
            app.telling().end(workspace);
            if !went_on {
                return;
            }
            let first = app
                .db
                .read(async move |conn| queue::first(conn, workspace).await);
            match first.await {
                Ok(ids) => {
                    for (position, conversation_id) in (1..).zip(ids) {
                        let signal = Signal::Queue {
                            conversation_id,
                            position,
                        };
                        app.publish_signal(workspace, Some(conversation_id), &signal);
                    }
                }
                Err(error) => {
                    let error: DbError = error;
                    tracing::warn!(%error, "those who wait could not be told their places");
                }
            }
        });
    }
}
