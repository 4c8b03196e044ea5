//! Everything the use-cases need, built once at the start and shared by cheap clones.

use crate::{
    caller::address,
    error::Result,
    inbound::{gathering::Gathering, queue::Telling},
    mail::Sent,
    members::{password::Passwords, throttle::Throttle},
    meters::Meters,
    unit::{Done, Setting, Unit},
    webhooks::Desk,
};
use baton_bus::Bus;
use baton_core::{
    id::{Ids, WorkspaceId},
    time::Clock,
};
use baton_db::{Conn, Db, Reader};
use baton_jobs::Queue;
use std::{
    ops::AsyncFnOnce,
    sync::{Arc, OnceLock},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

/// The application. Clones share one state.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    parts: Parts,
    passwords: Passwords,
    throttle: Throttle,
    resets: Throttle,
    meters: Meters,
    gathering: Gathering,
    sent_mail: Sent,
    desk: Desk,
    telling: Telling,
    node: OnceLock<Uuid>,
}

/// What an application is made of.
#[derive(Debug)]
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Tells the time.
    pub clock: Clock,
    /// Makes ids and random bytes.
    pub ids: Ids,
    /// Rings where something happened.
    pub bus: Bus,
    /// The durable queue.
    pub queue: Queue,
    /// The origin under which this installation is reached, like `https://chat.example.com`.
    pub public_origin: String,
    /// Secrets of this installation.
    pub secrets: crate::secrets::Secrets,
    /// What assistants know and how they answer.
    pub assistants: crate::assistant::Answering,
    /// Which addresses knowledge may be fetched from.
    pub fetching: baton_outbound::Policy,
    /// Sends mail.
    pub mailer: baton_outbound::mail::Mailer,
    /// How other programs are told of events.
    pub outgoing: crate::webhooks::Outgoing,
    /// Where documents are read.
    pub reading: crate::knowledge::reading::Reading,
    /// How much one workspace may write at once.
    pub budget: crate::budget::Budget,
    /// Where files of conversations are kept.
    pub files: baton_files::Files,
    /// Which visitors have a socket open.
    pub presence: crate::presence::Presence,
    /// Background tasks; shutdown waits for them.
    pub tasks: TaskTracker,
    /// Cancelled when the server stops.
    pub stop: CancellationToken,
}

impl std::ops::Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0.parts
    }
}

impl App {
    /// An application of these parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Inner {
            passwords: Passwords::default(),
            throttle: Throttle::new(parts.clock.clone()),
            resets: Throttle::new(parts.clock.clone()),
            meters: Meters::default(),
            gathering: Gathering::default(),
            telling: Telling::default(),
            sent_mail: Sent::default(),
            desk: Desk::default(),
            node: OnceLock::new(),
            parts,
        }))
    }

    /// This process among those that share the database.
    pub(crate) fn node(&self) -> Uuid {
        *self.0.node.get_or_init(|| self.ids.next())
    }

    /// Hashes and verifies passwords.
    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    /// How often somebody may guess a password.
    pub(crate) fn throttle(&self) -> &Throttle {
        &self.0.throttle
    }

    /// How often somebody may ask for a new password.
    pub(crate) fn reset_throttle(&self) -> &Throttle {
        &self.0.resets
    }

    /// What visitors wrote and nobody stored yet.
    pub(crate) fn gathering(&self) -> &Gathering {
        &self.0.gathering
    }

    /// The mails that this process handed over.
    pub(crate) fn sent_mail(&self) -> &Sent {
        &self.0.sent_mail
    }

    /// What is known of endpoints of webhooks.
    pub(crate) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// The queues whose places are about to be told.
    pub(crate) fn telling(&self) -> &Telling {
        &self.0.telling
    }

    /// What was counted since the start.
    pub fn meters(&self) -> &Meters {
        &self.0.meters
    }

    /// A handle that can only read, for the edge.
    pub fn reader(&self) -> Reader {
        self.db.reader()
    }

    /// Runs a use-case in one transaction of a workspace. What it emitted is published, and the workers of what it
    /// enqueued are woken, only after the commit. [`crate::AppError::RateLimited`] where the workspace writes too much at once.
    pub async fn transact<T, F>(&self, workspace: WorkspaceId, f: F) -> Result<T>
    where
        F: AsyncFnOnce(&mut Unit<'_, '_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let _share = self.budget.take(workspace)?;
        self.carry_out(workspace, f).await
    }

    /// [`App::transact`] for what workers do, of whom there are so many: it is not refused, however much comes in.
    pub(crate) async fn carry_out<T, F>(&self, workspace: WorkspaceId, f: F) -> Result<T>
    where
        F: AsyncFnOnce(&mut Unit<'_, '_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let setting = self.setting(workspace);
        let change = async move |conn: &mut Conn<'_>| Unit::run(conn, setting, f).await;
        let done = self.db.write(change).await?;
        Ok(self.announce(done))
    }

    /// [`App::transact`] for large changes that nobody waits for, like an import.
    pub async fn transact_slowly<T, F>(&self, workspace: WorkspaceId, f: F) -> Result<T>
    where
        F: AsyncFnOnce(&mut Unit<'_, '_>) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let setting = self.setting(workspace);
        let change = async move |conn: &mut Conn<'_>| Unit::run(conn, setting, f).await;
        let done = self.db.write_slowly(change).await?;
        Ok(self.announce(done))
    }

    /// The setting of a unit of work that begins now.
    fn setting(&self, workspace: WorkspaceId) -> Setting {
        Setting {
            workspace,
            now: self.clock.now(),
            ids: self.ids.clone(),
            address: address::current(),
        }
    }

    pub(crate) fn announce<T>(&self, (value, followed): Done<T>) -> T {
        self.publish_events(&followed.emitted);
        if let Some(emitted) = followed.emitted.first() {
            self.desk().rung(emitted.envelope.workspace_id);
        }
        self.publish_trials(followed.workspace, &followed.trials);
        for kind in followed.wake {
            self.queue.wake(kind);
        }
        for revocation in followed.revoked {
            self.revoke(revocation);
        }
        if let Some(workspace) = followed.moved {
            self.tell_queue(workspace);
        }
        value
    }
}
