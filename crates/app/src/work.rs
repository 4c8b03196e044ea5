//! The jobs of the product, one kind a file, and the pools that work on them.

mod answer;
pub(crate) mod import_knowledge;
mod sweep;
mod tell_of_lead;

use crate::App;
use baton_db::Dialect;
use baton_jobs::{Failure, Kind, Leased, Pool};
use baton_store::{jobs, turns};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The names of all kinds, for the queue.
pub const KINDS: &[&str] = &[
    answer::KIND,
    import_knowledge::KIND,
    sweep::KIND,
    tell_of_lead::KIND,
];

impl App {
    /// Every kind of job with what it does.
    pub fn job_kinds(&self) -> Vec<Kind> {
        vec![
            answer::kind(self),
            import_knowledge::kind(self),
            sweep::kind(self),
            tell_of_lead::kind(self),
        ]
    }

    /// Sees at the start that the schedules run, and takes up at once what a process that died left behind, where this
    /// one is the only one: on SQLite. On PostgreSQL others may be at work, and leases run out by themselves.
    pub async fn recover(&self) -> crate::Result<()> {
        let (now, ids) = (self.clock.now(), self.ids.clone());
        self.db
            .write(async move |conn| sweep::schedule(conn, &ids, now, now).await)
            .await?;
        if self.db.dialect() != Dialect::Sqlite {
            return Ok(());
        }
        let left = self
            .db
            .write(async move |conn| {
                turns::give_up_all(conn, now).await?;
                jobs::release_all(conn).await
            })
            .await?;
        if left > 0 {
            tracing::info!(jobs = left, "taking up work that was left behind");
        }
        Ok(())
    }

    /// Starts the workers of every kind; they end with the server.
    pub fn start_workers(&self) {
        for kind in self.job_kinds() {
            let pool = Pool::new(self.queue.clone(), kind, self.tasks.clone());
            self.tasks.spawn(pool.work(self.stop.clone()));
        }
    }

    /// Runs every due job, also those that jobs add, until none is left. For tests and commands.
    pub async fn drain_jobs(&self) -> crate::Result<usize> {
        let mut ran = 0;
        loop {
            let before = ran;
            for kind in self.job_kinds() {
                ran += self.queue.drain(&kind).await?;
            }
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

/// A handler from an async function over the application.
fn handler<F, Fut>(app: &App, run: F) -> baton_jobs::Run
where
    F: Fn(App, Leased) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let app = app.clone();
    Arc::new(move |job| Box::pin(run(app.clone(), job)))
}
