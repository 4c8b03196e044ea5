//! A bounded pool of connections that never hands out one whose last call did not end in order.
use super::{connect::Connector, session::Session};
use crate::{DbError, Lane, Result, load::noted};
use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError},
    time::sleep,
};

/// The pause after the first failed attempt to connect; it doubles up to `LONGEST_PAUSE`.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// So that a server that came back is found within a second.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
pub(super) struct Pool(Arc<Shared>);

struct Shared {
    connector: Connector,
    size: u32,
    /// One per connection in use.
    permits: Arc<Semaphore>,
    /// One per call that uses or waits for a connection.
    places: Arc<Semaphore>,
    /// How many places there are.
    admissible: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    idle: Vec<Session>,
    /// Why the server could not be reached. While this is set, one task tries again and again,
    /// and calls that need a new connection are refused at once.
    outage: Option<String>,
}

impl Pool {
    pub(super) fn new(connector: Connector, size: usize, queue: usize) -> Self {
        // A u32 because that is what `acquire_many` counts in; no server has more connections.
        let size = u32::try_from(size.max(1)).unwrap_or(u32::MAX);
        let permits = usize::try_from(size).unwrap_or(Semaphore::MAX_PERMITS);
        let places = permits.saturating_add(queue).min(Semaphore::MAX_PERMITS);
        Self(Arc::new(Shared {
            connector,
            size,
            permits: Arc::new(Semaphore::new(permits)),
            places: Arc::new(Semaphore::new(places)),
            admissible: places,
            state: Mutex::default(),
        }))
    }

    /// An idle connection, or a new one.
    pub(super) async fn checkout(&self) -> Result<Lease> {
        let place =
            Arc::clone(&self.0.places)
                .try_acquire_owned()
                .map_err(|error| match error {
                    TryAcquireError::Closed => closed(),
                    TryAcquireError::NoPermits => noted(DbError::Busy),
                })?;
        let permits = Arc::clone(&self.0.permits);
        let permit = permits.acquire_owned().await.map_err(|_closed| closed())?;
        let session = match self.0.take_idle()? {
            Some(session) => session,
            None => self.connect().await?,
        };
        Ok(Lease {
            pool: Arc::clone(&self.0),
            session: Some(session),
            _held: [place, permit],
        })
    }

    pub(super) fn lane(&self) -> Lane {
        let connections = usize::try_from(self.0.size).unwrap_or(usize::MAX);
        let admitted = self
            .0
            .admissible
            .saturating_sub(self.0.places.available_permits());
        let in_use = connections.saturating_sub(self.0.permits.available_permits());
        Lane {
            waiting: admitted.saturating_sub(in_use),
            room: self.0.admissible.saturating_sub(connections),
            connections,
        }
    }

    pub(super) fn is_reachable(&self) -> bool {
        self.0.lock().outage.is_none()
    }

    /// Refuses new calls, waits for those admitted, and closes the connections.
    pub(super) async fn close(&self) {
        self.0.places.close();
        if self.0.permits.acquire_many(self.0.size).await.is_ok() {
            self.0.permits.close();
        }
        self.0.lock().idle.clear();
    }

    async fn connect(&self) -> Result<Session> {
        let error = match self.0.connector.connect().await {
            Ok(session) => return Ok(session),
            Err(error) => error,
        };
        let known = self.0.lock().outage.replace(error.to_string()).is_some();
        if !known {
            tracing::warn!(%error, "PostgreSQL cannot be reached");
            drop(Handle::current().spawn(recover(Arc::downgrade(&self.0))));
        }
        Err(error)
    }
}

/// Tries to connect until it works or nobody needs the pool any more.
async fn recover(pool: Weak<Shared>) {
    let mut pause = FIRST_PAUSE;
    loop {
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
        let Some(pool) = pool.upgrade() else { return };
        match pool.connector.connect().await {
            Ok(session) => {
                let mut state = pool.lock();
                state.outage = None;
                state.idle.push(session);
                drop(state);
                tracing::info!("PostgreSQL can be reached again");
                return;
            }
            Err(error) => pool.lock().outage = Some(error.to_string()),
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `Ok(None)` when a new connection may be tried.
    fn take_idle(&self) -> Result<Option<Session>> {
        let mut state = self.lock();
        while let Some(session) = state.idle.pop() {
            if session.is_usable() {
                return Ok(Some(session));
            }
        }
        match &state.outage {
            Some(reason) => Err(noted(DbError::Unavailable(reason.clone()))),
            None => Ok(None),
        }
    }
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

/// A connection in use. Dropped without [`Lease::give_back`] it is closed, and the server is asked
/// to stop what it was doing: its state is unknown.
pub(super) struct Lease {
    pool: Arc<Shared>,
    session: Option<Session>,
    _held: [OwnedSemaphorePermit; 2],
}

impl Lease {
    pub(super) fn session(&mut self) -> Result<&mut Session> {
        self.session.as_mut().ok_or_else(closed)
    }

    /// Returns the connection for the next call.
    pub(super) fn give_back(mut self) {
        if let Some(session) = self.session.take().filter(Session::is_usable) {
            self.pool.lock().idle.push(session);
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(session) = self.session.take().filter(Session::is_usable) {
            self.pool.connector.cancel(session.cancel_token());
        }
    }
}

fn closed() -> DbError {
    DbError::Unavailable("the database is closed".to_owned())
}
