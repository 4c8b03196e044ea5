//! The workers of one kind of job.

use crate::{Kind, Queue};
use std::{sync::Arc, time::Duration};
use tokio::sync::Semaphore;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// The longest that a worker sleeps without being woken: another node may have added work, or a lease may have run out.
const LONGEST_SLEEP: Duration = Duration::from_secs(2);
/// The pause after the database refused.
const AFTER_ERROR: Duration = Duration::from_millis(500);

/// Workers for one kind of job.
#[derive(Debug)]
pub struct Pool {
    queue: Queue,
    kind: Arc<Kind>,
    tasks: TaskTracker,
}

impl Pool {
    /// Workers that run on `tasks`, so that shutdown can wait for them.
    pub fn new(queue: Queue, kind: Kind, tasks: TaskTracker) -> Self {
        Self {
            queue,
            kind: Arc::new(kind),
            tasks,
        }
    }

    /// Works until `stop`; jobs that were begun are finished on the task tracker.
    pub async fn work(self, stop: CancellationToken) {
        let slots = Arc::new(Semaphore::new(self.kind.concurrency));
        while !stop.is_cancelled() {
            let free = slots.available_permits();
            let pause = match self.queue.lease(&self.kind, free.max(1)).await {
                Ok(jobs) if jobs.is_empty() => self.until_next().await,
                Ok(jobs) => {
                    for job in jobs {
                        let Ok(slot) = Arc::clone(&slots).acquire_owned().await else {
                            return;
                        };
                        let (queue, kind) = (self.queue.clone(), Arc::clone(&self.kind));
                        self.tasks.spawn(async move {
                            queue.run(&kind, job).await;
                            drop(slot);
                        });
                    }
                    Duration::ZERO
                }
                Err(error) => {
                    tracing::error!(kind = self.kind.name, %error, "cannot lease jobs");
                    AFTER_ERROR
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.rung() => {}
                () = tokio::time::sleep(pause) => {}
            }
            // A full house: wait for a slot rather than leasing what cannot run yet.
            tokio::select! {
                () = stop.cancelled() => return,
                slot = slots.acquire() => drop(slot),
            }
        }
    }

    async fn rung(&self) {
        match self.queue.bell(self.kind.name) {
            Some(bell) => bell.notified().await,
            None => std::future::pending().await,
        }
    }

    async fn until_next(&self) -> Duration {
        let name = self.kind.name;
        let due = self
            .queue
            .db
            .read(async move |conn| baton_store::jobs::next_due(conn, name).await)
            .await;
        match due {
            Ok(Some(at)) => {
                let wait = at.since_ms(self.queue.clock.now()).max(1);
                Duration::from_millis(wait.unsigned_abs()).min(LONGEST_SLEEP)
            }
            _ => LONGEST_SLEEP,
        }
    }
}
