//! Moves the write-ahead log into the file, beside the writer: who writes would stand still for as long as that takes.
//!
//! SQLite would do it in the middle of a commit. Here a thread of its own copies what is in the log, while the writer appends
//! to it; what came meanwhile is little, and the writer itself copies that, so that the log can begin anew.
use super::connection;
use crate::{DbError, Durability, Result};
use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded};
use rusqlite::Connection;
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
    thread::{self, JoinHandle},
};

/// Pages in the log at which it is moved: the pages of a busy hour are written again and again, and move once.
const MANY: i32 = 8_000;
/// What the writer copies itself: some 2 ms.
const FEW: i32 = 400;
/// The log may get no longer while it is moved: then the writer waits for it.
const TOO_MANY: i32 = 4 * MANY;

/// The thread, and what is asked of it.
pub(super) struct Mover {
    thread: Option<(Sender<()>, JoinHandle<()>)>,
    outcomes: Receiver<Result<()>>,
    /// Pages in the log after the last commit.
    pages: Arc<AtomicI32>,
    /// How many there were when the thread was asked, while it is at work.
    moving: Option<i32>,
    /// How many there have to be before it is asked again.
    due: i32,
}

impl Mover {
    /// Starts the thread, with a connection of its own to the writer's file. It ends with this.
    pub(super) fn start(
        writer: &mut Connection,
        path: &Path,
        durability: Durability,
    ) -> Result<Self> {
        let connection = connection::mover(path, durability)?;
        let pages = Arc::new(AtomicI32::new(0));
        let counted = Arc::clone(&pages);
        // In place of the hook by which SQLite moves the log itself.
        writer.wal_hook(Some(move |_: &mut _, pages| {
            counted.store(pages, Ordering::Relaxed);
            Ok(())
        }))?;
        let (wishes, wished) = bounded::<()>(1);
        let (told, outcomes) = bounded(1);
        let thread = thread::Builder::new()
            .name("sqlite-move".to_owned())
            .spawn(move || {
                for () in wished {
                    if told.send(checkpoint(&connection, "PASSIVE")).is_err() {
                        break;
                    }
                }
            })
            .map_err(|error| DbError::Unavailable(error.to_string()))?;
        Ok(Self {
            thread: Some((wishes, thread)),
            outcomes,
            pages,
            moving: None,
            due: MANY,
        })
    }

    /// After a commit of the writer: has the log moved where it is long. `Err`: the storage failed.
    pub(super) fn look(&mut self, writer: &Connection) -> Result<()> {
        let pages = self.pages.load(Ordering::Relaxed);
        if let Some(begun_at) = self.moving {
            let outcome = if pages < TOO_MANY {
                self.outcomes.try_recv()
            } else {
                self.outcomes.recv().map_err(Into::into)
            };
            match outcome {
                Ok(outcome) => outcome?,
                Err(TryRecvError::Empty) => return Ok(()),
                Err(TryRecvError::Disconnected) => return Err(gone()),
            }
            self.moving = None;
            if pages - begun_at > FEW && pages < TOO_MANY {
                return self.wish(pages);
            }
            // A reader may keep the log from beginning anew: not every commit need try.
            self.due = pages + MANY / 8;
            return checkpoint(writer, "PASSIVE");
        }
        if pages < MANY {
            self.due = MANY;
        }
        if pages >= self.due {
            return self.wish(pages);
        }
        Ok(())
    }

    fn wish(&mut self, pages: i32) -> Result<()> {
        self.moving = Some(pages);
        let (wishes, _) = self.thread.as_ref().ok_or_else(gone)?;
        wishes.try_send(()).map_err(|_gone| gone())
    }

    /// While nobody writes: moves all of it. `Err`: the storage failed.
    pub(super) fn finish(&mut self, writer: &Connection) -> Result<()> {
        self.rest()?;
        checkpoint(writer, "PASSIVE")
    }

    /// At the end: moves all of it, and leaves the writer's connection alone with the file. `Err`: the storage failed.
    pub(super) fn close(&mut self, writer: &Connection) -> Result<()> {
        let rested = self.rest();
        if let Some((wishes, thread)) = self.thread.take() {
            drop(wishes);
            thread.join().map_err(|_panic| gone())?;
        }
        rested?;
        checkpoint(writer, "TRUNCATE")
    }

    /// Waits for what is under way.
    fn rest(&mut self) -> Result<()> {
        match self.moving.take().map(|_| self.outcomes.recv()) {
            Some(Ok(outcome)) => outcome,
            Some(Err(_)) => Err(gone()),
            None => Ok(()),
        }
    }
}

fn gone() -> DbError {
    DbError::Unavailable("the log is not moved any more".to_owned())
}

fn checkpoint(connection: &Connection, mode: &str) -> Result<()> {
    let done = connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |_| Ok(()));
    match done.map_err(DbError::from) {
        Err(error @ DbError::StorageFailed(_)) => Err(error),
        // Busy or full: the log is intact and the next checkpoint continues.
        Ok(()) | Err(_) => Ok(()),
    }
}
