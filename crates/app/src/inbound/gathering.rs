//! What visitors write at the same time is stored together.
//!
//! A transaction costs PostgreSQL the same for one message as for many, and those of one workspace wait for each other's
//! commit. So whoever writes while others are being stored waits for that, and then goes with all who waited too. Who writes
//! alone waits for nobody. See docs/adr/0013.

use super::receive::{Letter, answer};
use crate::{
    App,
    conversations::reply::Posted,
    error::{AppError, Result},
    unit::{self, Done, Unit},
};
use baton_core::{id::Ids, time::Timestamp};
use baton_db::{Conn, DbError};
use baton_store::messages;
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tokio::sync::oneshot;

/// Messages that are stored together at most: a few milliseconds of work, which is what the next one waits.
const TOGETHER: usize = 128;
/// Transactions at once: while one waits for the disk the next is written.
const AT_ONCE: usize = 2;
/// Messages that may wait. As many as may wait for the database itself.
const WAITING: usize = 1024;

/// Who waits to be stored.
#[derive(Debug, Default)]
pub(crate) struct Gathering(Mutex<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    queue: VecDeque<Posting>,
    running: usize,
}

#[derive(Debug)]
struct Posting {
    letter: Letter,
    told: oneshot::Sender<Outcome>,
}

/// What became of a message.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It is stored.
    Stored(Posted),
    /// Nothing was stored of it, and it may not be with others: it wants a transaction of its own, which says why.
    Alone,
    /// Nobody's message can be stored now.
    Failed(AppError),
}

impl Gathering {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Held for a push or a drain, never across an await.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a message; `true` where somebody has to begin to store.
    fn take(&self, posting: Posting) -> Result<bool> {
        let mut waiting = self.lock();
        if waiting.queue.len() >= WAITING {
            return Err(DbError::Busy.into());
        }
        waiting.queue.push_back(posting);
        let begins = waiting.running < AT_ONCE;
        waiting.running += usize::from(begins);
        drop(waiting);
        Ok(begins)
    }
}

/// Somebody who stores, counted until the end, also that of a panic.
struct Storing<'a> {
    gathering: &'a Gathering,
    ended: bool,
}

impl Storing<'_> {
    /// The next ones; none where nobody waits. That is found and the end counted in one step, so that nobody begins to wait
    /// in between.
    fn next(&mut self) -> Vec<Posting> {
        let mut waiting = self.gathering.lock();
        let many = waiting.queue.len().min(TOGETHER);
        if many == 0 {
            waiting.running -= 1;
            self.ended = true;
        }
        waiting.queue.drain(..many).collect()
    }
}

impl Drop for Storing<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.gathering.lock().running -= 1;
        }
    }
}

impl App {
    /// Stores a message together with what others write now.
    pub(super) async fn gather(&self, letter: Letter) -> Result<Outcome> {
        let (told, outcome) = oneshot::channel();
        if self.gathering().take(Posting { letter, told })? {
            let app = self.clone();
            // On its own: whoever wrote may hang up, and others wait with them.
            self.tasks.spawn(async move { app.store_gathered().await });
        }
        // Only a panic drops it untold.
        Ok(outcome.await.unwrap_or(Outcome::Alone))
    }

    async fn store_gathered(&self) {
        let mut storing = Storing {
            gathering: self.gathering(),
            ended: false,
        };
        loop {
            let postings = storing.next();
            if postings.is_empty() {
                return;
            }
            let (letters, told): (Vec<_>, Vec<_>) =
                postings.into_iter().map(|p| (p.letter, p.told)).unzip();
            let (now, ids) = (self.clock.now(), self.ids.clone());
            let write = async move |conn: &mut Conn<'_>| store_all(conn, letters, (now, ids)).await;
            match self.db.write(write).await {
                Ok(stored) => {
                    for (told, done) in told.into_iter().zip(stored) {
                        let outcome = done
                            .map_or(Outcome::Alone, |done| Outcome::Stored(self.announce(done)));
                        // Whoever hung up reads it when they come back.
                        if told.send(outcome).is_err() {}
                    }
                }
                Err(error) => {
                    for told in told {
                        if told.send(outcome_of(&error)).is_err() {}
                    }
                }
            }
        }
    }
}

/// What a failure of all means for each: a broken disk is everybody's, a refused statement may be that of one alone.
fn outcome_of(error: &AppError) -> Outcome {
    match error {
        AppError::StorageFull => Outcome::Failed(AppError::StorageFull),
        AppError::StorageFailed(why) => Outcome::Failed(AppError::StorageFailed(why.clone())),
        AppError::Unavailable(why) => Outcome::Failed(AppError::Unavailable(why.clone())),
        _ => Outcome::Alone,
    }
}

/// Stores messages in one transaction, with all that follows from each.
async fn store_all(
    conn: &mut Conn<'_>,
    mut letters: Vec<Letter>,
    (now, ids): (Timestamp, Ids),
) -> Result<Vec<Option<Done<Posted>>>> {
    for letter in &mut letters {
        letter.message.created_at = now;
    }
    let messages: Vec<_> = letters
        .iter()
        .map(|letter| (letter.visitor.workspace, letter.message.clone()))
        .collect();
    let received = messages::receive_all(conn, &messages, now).await?;
    let mut stored = Vec::with_capacity(letters.len());
    let mut due = Vec::with_capacity(letters.len());
    for (letter, received) in letters.into_iter().zip(received) {
        let Some(received) = received else {
            stored.push(None);
            continue;
        };
        let mut unit = Unit::begin(conn, (letter.visitor.workspace, now, ids.clone()));
        stored.push(Some(answer(&mut unit, letter, received).await?));
        due.push(unit.end());
    }
    let mut followed = unit::finish_all(conn, due, now).await?.into_iter();
    let stored = stored.into_iter();
    // Only of what was stored anything follows.
    Ok(stored
        .map(|posted| posted.and_then(|posted| Some((posted, followed.next()?))))
        .collect())
}
