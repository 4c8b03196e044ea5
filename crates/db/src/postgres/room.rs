//! Whether a server that had no room has some again.
use super::{pool::Pool, session::Begin};
use crate::{DbError, Result};
use std::{
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{runtime::Handle, time::sleep};

/// The pause between two looks.
const PAUSE: Duration = Duration::from_secs(2);
/// A table of one mebibyte, of which nothing is kept. The product's own writes do not tell: many fit into pages that are
/// there already, and work on a full disk, too.
const TAKE: &str = "CREATE TABLE baton_room (filler TEXT);
    ALTER TABLE baton_room ALTER COLUMN filler SET STORAGE PLAIN;
    INSERT INTO baton_room SELECT repeat('x', 7900) FROM generate_series(1, 128)";

/// Set while there is no room.
#[derive(Debug, Clone, Default)]
pub(super) struct Room(Arc<AtomicBool>);

impl Room {
    pub(super) fn is_full(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// A write found no room. From now on one task looks for it, until there is some or nobody needs the database any more.
    pub(super) fn ran_out(&self, writes: &Pool) {
        if !self.0.swap(true, Ordering::Relaxed) {
            drop(Handle::current().spawn(look(Arc::downgrade(&self.0), writes.clone())));
        }
    }
}

async fn look(full: Weak<AtomicBool>, writes: Pool) {
    loop {
        sleep(PAUSE).await;
        let Some(full) = full.upgrade() else { return };
        match take(&writes).await {
            Ok(()) => tracing::info!("there is room for the database again"),
            // Such as no right to make a table: the next write finds out.
            Err(error @ DbError::Postgres(_)) => {
                tracing::warn!(%error, "whether there is room cannot be found out");
            }
            Err(error) => {
                tracing::debug!(%error, "there is no room yet");
                continue;
            }
        }
        full.store(false, Ordering::Relaxed);
        return;
    }
}

/// Takes the room, and gives it back. Should this be dropped before, the connection is closed and the table with it.
async fn take(writes: &Pool) -> Result<()> {
    let mut lease = writes.checkout().await?;
    let session = lease.session()?;
    session.start_transaction(Begin::Durable);
    let taken = session.execute_batch(TAKE).await;
    session.rollback().await;
    lease.give_back();
    taken
}
