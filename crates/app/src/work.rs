//! The jobs of the product, one kind a file, and the pools that work on them.

mod answer;
mod carry_tag;
pub(crate) mod delete_assistant;
pub(crate) mod delete_empty;
mod digest;
pub(crate) mod erase_events;
mod held;
pub(crate) mod import_knowledge;
mod lapse;
mod mail_answer;
mod practise;
mod push;
mod rate_lead;
mod remove_files;
mod say_reply;
mod schedule;
mod send_mail;
mod silence;
mod step_alert;
mod steps;
mod sweep;
mod tell_of_lead;
pub(crate) mod unsay;
mod wake;
mod write_brief;

use crate::App;
use baton_core::id::WorkspaceId;
use baton_db::{DbError, Dialect};
use baton_jobs::{Failure, Kind, Leased, Pool};
use baton_store::{jobs, turns, webhooks::lane};
use serde::de::DeserializeOwned;
use std::{fmt::Display, sync::Arc};
use tokio::runtime::Handle;

/// The names of all kinds, for the queue.
pub const KINDS: &[&str] = &[
    answer::KIND,
    carry_tag::KIND,
    delete_assistant::KIND,
    delete_empty::KIND,
    erase_events::KIND,
    digest::KIND,
    held::KIND,
    import_knowledge::KIND,
    lapse::KIND,
    mail_answer::KIND,
    practise::KIND,
    push::KIND,
    rate_lead::KIND,
    remove_files::KIND,
    say_reply::KIND,
    send_mail::KIND,
    silence::KIND,
    step_alert::KIND,
    sweep::KIND,
    tell_of_lead::KIND,
    unsay::KIND,
    wake::KIND,
    write_brief::KIND,
];

impl App {
    /// Every kind of job with what it does.
    pub fn job_kinds(&self) -> Vec<Kind> {
        vec![
            answer::kind(self),
            carry_tag::kind(self),
            delete_assistant::kind(self),
            delete_empty::kind(self),
            erase_events::kind(self),
            digest::kind(self),
            held::kind(self),
            import_knowledge::kind(self),
            lapse::kind(self),
            mail_answer::kind(self),
            practise::kind(self),
            push::kind(self),
            rate_lead::kind(self),
            remove_files::kind(self),
            say_reply::kind(self),
            send_mail::kind(self),
            silence::kind(self),
            step_alert::kind(self),
            sweep::kind(self),
            tell_of_lead::kind(self),
            unsay::kind(self),
            wake::kind(self),
            write_brief::kind(self),
        ]
    }

    /// Sees at the start that the schedules run, and takes up at once what a process that died left behind, where this
    /// one is the only one: on SQLite. On PostgreSQL others may be at work, and leases run out by themselves.
    pub async fn recover(&self) -> crate::Result<()> {
        let (now, ids) = (self.clock.now(), self.ids.clone());
        self.db
            .write(async move |conn| {
                for kind in [digest::KIND, lapse::KIND, remove_files::KIND, sweep::KIND] {
                    schedule::at(conn, (&ids, kind), now, now).await?;
                }
                Ok::<_, DbError>(())
            })
            .await?;
        if self.db.dialect() != Dialect::Sqlite {
            return Ok(());
        }
        let left = self
            .db
            .write(async move |conn| {
                turns::give_up_all(conn, now).await?;
                lane::release_all(conn).await?;
                jobs::release_all(conn).await
            })
            .await?;
        if left > 0 {
            tracing::info!(jobs = left, "taking up work that was left behind");
        }
        Ok(())
    }

    /// Starts the workers of every kind; they end with the server. What nobody sits and waits for runs in the `background`:
    /// everything but answers, also held ones.
    pub fn start_workers(&self, background: &Handle) {
        for kind in self.job_kinds() {
            let is_awaited = [answer::KIND, held::KIND].contains(&kind.name);
            let pool = Pool::new(self.queue.clone(), kind, self.tasks.clone());
            let working = pool.work(self.stop.clone());
            if is_awaited {
                self.tasks.spawn(working);
            } else {
                self.tasks.spawn_on(working, background);
            }
        }
        let telling = self.clone().dispatch_webhooks();
        self.tasks.spawn_on(telling, background);
        let noting = self.clone().keep_noting_presence();
        self.tasks.spawn_on(noting, background);
    }

    /// Runs every due job, also those that jobs add, and sends every webhook, until none is left. For tests and commands.
    pub async fn drain_jobs(&self) -> crate::Result<usize> {
        let mut ran = 0;
        loop {
            let before = ran;
            for kind in self.job_kinds() {
                ran += self.queue.drain(&kind).await?;
            }
            ran += self.drain_webhooks().await?;
            if ran == before {
                return Ok(ran);
            }
        }
    }
}

/// Reads what a job is about; one that cannot be read will never work.
fn payload<P: DeserializeOwned>(job: &Leased) -> Result<P, Failure> {
    serde_json::from_str(&job.payload)
        .map_err(|error| Failure::Dead(format!("unreadable payload: {error}")))
}

/// Whose work a job is; one of no workspace will never work.
fn workspace_of(job: &Leased) -> Result<WorkspaceId, Failure> {
    job.workspace_id
        .ok_or_else(|| Failure::Dead("no workspace".to_owned()))
}

/// What failed now may work later.
fn retry(error: impl Display) -> Failure {
    Failure::Retry(error.to_string())
}

/// A kind that does one small thing when its time came.
fn at_its_time<F, Fut>(app: &App, name: &'static str, run: F) -> Kind
where
    F: Fn(App, Leased) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(), Failure>> + Send + 'static,
{
    Kind {
        name,
        concurrency: 4,
        lease_ms: 30_000,
        max_attempts: 20,
        run: handler(app, run),
    }
}

/// A handler from an async function over the application.
fn handler<F, Fut>(app: &App, run: F) -> baton_jobs::Run
where
    F: Fn(App, Leased) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let app = app.clone();
    Arc::new(move |job| Box::pin(run(app.clone(), job)))
}
