//! One queued call: the closure, what became of it, and where the answer goes.
use crate::{Conn, DbError, Result, conn::Inner};
use rusqlite::Connection;
use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::{Arc, Weak},
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

/// How long a call is worth working on: until its deadline, and while somebody waits for it.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    wait: Duration,
    pub(super) deadline: Instant,
    caller: Option<Weak<()>>,
}

impl Limit {
    pub(super) fn new(wait: Duration, caller: &Arc<()>) -> Self {
        Self {
            wait,
            deadline: Instant::now() + wait,
            caller: Some(Arc::downgrade(caller)),
        }
    }

    /// The limit of a write that has started. To stop it loses the transaction that it shares
    /// with others, so it may run for as long as it might have waited, whoever has left.
    fn of_started_write(&self) -> Self {
        Self {
            wait: self.wait,
            deadline: Instant::now() + self.wait,
            caller: None,
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.caller
            .as_ref()
            .is_some_and(|caller| caller.strong_count() == 0)
            || Instant::now() >= self.deadline
    }
}

thread_local! {
    /// The limit of what this thread is running, for the progress handler.
    static CURRENT: RefCell<Option<Limit>> = const { RefCell::new(None) };
}

/// Whether the running statement should stop; asked by SQLite every few thousand steps.
pub(super) fn should_stop() -> bool {
    CURRENT.with_borrow(|limit| limit.as_ref().is_some_and(Limit::is_over))
}

/// A call in the queue.
pub(super) struct Call {
    pub(super) limit: Limit,
    /// It may wait for others, and be lost in a power cut.
    pub(super) is_relaxed: bool,
    work: Box<dyn Work>,
}

/// What is to become of a call's savepoint.
#[derive(Debug)]
pub(super) enum Verdict {
    /// With what is to run before the commit.
    Keep(Vec<&'static str>),
    Undo,
    /// The storage failed or is full: nothing of the transaction can be kept.
    Fatal(DbError),
}

impl Call {
    pub(super) fn new<T, E, F>(
        (limit, is_relaxed): (Limit, bool),
        f: F,
        tenant_tables: &'static [&'static str],
        reply: oneshot::Sender<Result<T, E>>,
    ) -> Self
    where
        F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let work = Box::new(Pending {
            f: Some(f),
            result: None,
            tenant_tables,
            reply,
        });
        Self {
            limit,
            is_relaxed,
            work,
        }
    }

    /// Runs and answers a read.
    pub(super) fn read(self, connection: &mut Connection) {
        if self.limit.is_over() {
            return self.refuse(DbError::Deadline);
        }
        let limit = self.limit.clone();
        let (work, _) = self.run(limit, connection);
        work.answer(None);
    }

    /// Runs a write, without an answer yet.
    pub(super) fn write(self, connection: &mut Connection) -> (Box<dyn Work>, Verdict) {
        let limit = self.limit.of_started_write();
        self.run(limit, connection)
    }

    fn run(mut self, limit: Limit, connection: &mut Connection) -> (Box<dyn Work>, Verdict) {
        CURRENT.set(Some(limit));
        let verdict = self.work.run(connection);
        CURRENT.set(None);
        (self.work, verdict)
    }

    /// Answers without having run.
    pub(super) fn refuse(self, failure: DbError) {
        self.work.answer(Some(failure));
    }
}

/// A call with its types forgotten.
pub(super) trait Work: Send {
    fn run(&mut self, connection: &mut Connection) -> Verdict;
    /// Answers the caller: with its own error if it had one, else with `failure` if there is one.
    fn answer(self: Box<Self>, failure: Option<DbError>);
}

struct Pending<F, T, E> {
    f: Option<F>,
    result: Option<Result<T, E>>,
    tenant_tables: &'static [&'static str],
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Work for Pending<F, T, E>
where
    F: AsyncFnOnce(&mut Conn<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    fn run(&mut self, connection: &mut Connection) -> Verdict {
        let Some(f) = self.f.take() else {
            return Verdict::Undo;
        };
        let mut conn = Conn::new(Inner::Sqlite(connection), self.tenant_tables);
        let result = now(f(&mut conn));
        let result = conn.settle(result);
        let broken = conn.broken().cloned();
        let verdict = match (broken, &result) {
            (Some(error), _) => Verdict::Fatal(error),
            (None, Ok(_)) => Verdict::Keep(conn.take_late()),
            (None, Err(_)) => Verdict::Undo,
        };
        self.result = Some(result);
        verdict
    }

    fn answer(self: Box<Self>, failure: Option<DbError>) {
        let result = match (self.result, failure) {
            (Some(Err(error)), _) => Err(error),
            (_, Some(failure)) => Err(failure.into()),
            (Some(Ok(value)), None) => Ok(value),
            (None, None) => return,
        };
        // The caller may have stopped waiting; then nobody is left to tell.
        drop(self.reply.send(result));
    }
}

/// Polls once: on this thread every database call is already finished when it returns.
fn now<T, E: From<DbError>>(future: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    let poll = || pin!(future).poll(&mut Context::from_waker(Waker::noop()));
    match catch_unwind(AssertUnwindSafe(poll)) {
        Ok(Poll::Ready(result)) => result,
        Ok(Poll::Pending) => Err(DbError::ForeignAwait.into()),
        Err(_) => Err(DbError::Panicked.into()),
    }
}
