//! A test of every way on which something is delivered, through the public address as visitors and teammates come: it names the
//! place where something breaks, and the line that mends it.

mod echo;
mod remedies;
mod sent;
mod socket;
mod through;

pub use echo::{Echo, Seen};
pub use remedies::Remedy;

use crate::{
    App, Caller,
    error::{AppError, Result},
};
pub use baton_core::delivery::{Hop, Verdict};
use baton_core::role::Permission::WorkspaceManage;
use std::time::Instant;

/// What was found on one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub verdict: Verdict,
    /// In a sentence or two.
    pub says: String,
    /// What mends it, for each of what usually stands there.
    pub remedies: Vec<Remedy>,
}

impl Finding {
    fn new(verdict: Verdict, says: impl Into<String>) -> Self {
        Self {
            verdict,
            says: says.into(),
            remedies: Vec::new(),
        }
    }

    fn sound(says: impl Into<String>) -> Self {
        Self::new(Verdict::Sound, says)
    }

    fn doubtful(says: impl Into<String>) -> Self {
        Self::new(Verdict::Doubtful, says)
    }

    fn broken(says: impl Into<String>) -> Self {
        Self::new(Verdict::Broken, says)
    }

    fn skipped(says: impl Into<String>) -> Self {
        Self::new(Verdict::Skipped, says)
    }

    fn mended_by(self, remedies: impl Into<Vec<Remedy>>) -> Self {
        Self {
            remedies: remedies.into(),
            ..self
        }
    }
}

impl App {
    /// Tries one way, and answers what was found and how long it took, in milliseconds. Sockets take half a minute: that
    /// long they have to live in silence. Nothing takes a minute, and nothing goes on when this node stops.
    pub async fn test_delivery(&self, caller: &Caller, hop: Hop) -> Result<(Finding, u64)> {
        self.require(caller, WorkspaceManage, "delivery.test", None)
            .await?;
        let begun = Instant::now();
        let stopped = || AppError::Unavailable("this node is stopping: test again".to_owned());
        let finding = Box::pin(self.find(caller, hop));
        let finding = self.stop.run_until_cancelled(finding);
        let finding = finding.await.ok_or_else(stopped)??;
        let took = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let actor = caller.actor();
        self.transact(caller.workspace, async move |unit| {
            let target = ("workspace", unit.workspace.uuid());
            unit.audit_with(&actor, "delivery.test", target, &hop)
        })
        .await?;
        Ok((finding, took))
    }

    async fn find(&self, caller: &Caller, hop: Hop) -> Result<Finding> {
        Ok(match hop {
            Hop::Address => either(self.look_at_address().await),
            Hop::Socket => either(self.look_at_socket().await),
            Hop::Polling => either(self.look_at_polling().await),
            Hop::Upload => either(self.look_at_upload().await),
            Hop::Mail => self.test_mail_delivery(caller).await?,
            Hop::Webhook => self.test_webhook(caller).await?,
            Hop::Push => self.test_push(caller).await?,
        })
    }
}

/// What was found, wherever the look ended.
fn either(found: Result<Finding, Finding>) -> Finding {
    found.unwrap_or_else(|finding| finding)
}
