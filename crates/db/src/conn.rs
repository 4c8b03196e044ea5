//! `Conn`, the connection that store functions work on.
use crate::{DbError, Dialect, FromRow, Result, Sql, guard, postgres, sqlite};

/// A connection inside [`crate::Db::read`] or [`crate::Db::write`].
#[derive(Debug)]
pub struct Conn<'a> {
    inner: Inner<'a>,
    tenant_tables: &'static [&'static str],
    state: State,
    /// What SQLite's writer is to run before the commit.
    late: Vec<&'static str>,
}

#[derive(Debug)]
pub(crate) enum Inner<'a> {
    /// `mut` because a shared reference would make the futures of callers not `Send`.
    Sqlite(&'a mut rusqlite::Connection),
    Postgres(&'a mut postgres::Session),
}

/// What the statements so far have left the call in.
#[derive(Debug)]
enum State {
    /// Every statement worked.
    Sound,
    /// And the last one said that it was the last.
    Finished,
    /// One failed: no other may run, and a transaction can only be rolled back.
    Failed,
    /// One failed because the storage or the connection did.
    Broken(DbError),
}

impl<'a> Conn<'a> {
    pub(crate) fn new(inner: Inner<'a>, tenant_tables: &'static [&'static str]) -> Self {
        Self {
            inner,
            tenant_tables,
            state: State::Sound,
            late: Vec::new(),
        }
    }

    /// What [`Conn::before_commit`] was asked for.
    pub(crate) fn take_late(&mut self) -> Vec<&'static str> {
        std::mem::take(&mut self.late)
    }

    /// What the call answers: an error also when its closure swallowed that of a statement, since
    /// nothing of it can be kept.
    pub(crate) fn settle<T, E: From<DbError>>(&self, result: Result<T, E>) -> Result<T, E> {
        match &self.state {
            State::Sound | State::Finished => result,
            State::Failed => result.and(Err(DbError::Aborted.into())),
            State::Broken(error) => result.and(Err(error.clone().into())),
        }
    }

    /// Why the connection itself cannot be trusted any more.
    pub(crate) fn broken(&self) -> Option<&DbError> {
        match &self.state {
            State::Broken(error) => Some(error),
            State::Sound | State::Finished | State::Failed => None,
        }
    }

    /// The connection itself, for tests to break.
    #[cfg(test)]
    pub(crate) fn sqlite(&mut self) -> &mut rusqlite::Connection {
        match &mut self.inner {
            Inner::Sqlite(connection) => connection,
            Inner::Postgres(_) => panic!("a test of SQLite alone"),
        }
    }

    /// Which database the statements go to.
    pub fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Sqlite(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// All rows.
    pub async fn fetch_all<T: FromRow>(&mut self, sql: Sql) -> Result<Vec<T>> {
        self.admit(&sql)?;
        let rows = match &mut self.inner {
            Inner::Sqlite(connection) => sqlite::fetch_all(connection, &sql),
            Inner::Postgres(session) => session.fetch_all(&sql).await,
        };
        self.observe(rows)
    }

    /// The first row; [`DbError::NotFound`] when there is none.
    pub async fn fetch_one<T: FromRow>(&mut self, sql: Sql) -> Result<T> {
        self.fetch_optional(sql).await?.ok_or(DbError::NotFound)
    }

    /// The first row, if any.
    pub async fn fetch_optional<T: FromRow>(&mut self, sql: Sql) -> Result<Option<T>> {
        Ok(self.fetch_all(sql).await?.into_iter().next())
    }

    /// Runs a statement that returns no rows; answers how many it changed.
    pub async fn execute(&mut self, sql: Sql) -> Result<u64> {
        self.admit(&sql)?;
        let changed = match &mut self.inner {
            Inner::Sqlite(connection) => sqlite::execute(connection, &sql),
            Inner::Postgres(session) => session.execute(&sql).await,
        };
        self.observe(changed)
    }

    /// Runs statements in order, of which none needs the result of another; answers how many rows
    /// each changed. PostgreSQL gets them in one round trip.
    pub async fn execute_all(&mut self, statements: Vec<Sql>) -> Result<Vec<u64>> {
        let none = statements.len();
        let (_, changed) = self.fetch_among::<i64>(statements, none).await?;
        Ok(changed)
    }

    /// [`Conn::execute_all`], which also answers the rows of the statement at `rows_of`; no
    /// other may return any.
    pub async fn fetch_among<T: FromRow>(
        &mut self,
        statements: Vec<Sql>,
        rows_of: usize,
    ) -> Result<(Vec<T>, Vec<u64>)> {
        self.together(&statements, rows_of, false).await
    }

    /// [`Conn::fetch_among`] as the last act of a write: PostgreSQL commits in the same round trip, and holds
    /// what these statements lock no longer than that. Nothing may run after it, and the closure may not fail.
    pub async fn finish<T: FromRow>(
        &mut self,
        statements: Vec<Sql>,
        rows_of: usize,
    ) -> Result<(Vec<T>, Vec<u64>)> {
        let done = self.together(&statements, rows_of, true).await;
        if matches!(self.state, State::Sound) {
            self.state = State::Finished;
        }
        done
    }

    async fn together<T: FromRow>(
        &mut self,
        statements: &[Sql],
        rows_of: usize,
        last: bool,
    ) -> Result<(Vec<T>, Vec<u64>)> {
        for sql in statements {
            self.admit(sql)?;
        }
        let done = match &mut self.inner {
            Inner::Sqlite(connection) => sqlite::fetch_among(connection, statements, rows_of),
            Inner::Postgres(session) => session.fetch_among(statements, rows_of, last).await,
        };
        self.observe(done)
    }

    /// Runs a script of several statements. For migrations only: the tenancy guard does not see it.
    pub async fn execute_batch(&mut self, script: &'static str) -> Result<()> {
        self.admit(&Sql::default())?;
        let done = match &mut self.inner {
            Inner::Sqlite(connection) => connection.execute_batch(script).map_err(DbError::from),
            Inner::Postgres(session) => session.execute_batch(script).await,
        };
        self.observe(done)
    }

    /// Has a statement run before the commit: on SQLite once for all calls that share one, however many ask for it.
    /// For what costs much less for many rows together. PostgreSQL runs it at once: there a call commits alone.
    /// As [`Conn::execute_batch`], it is not seen by the tenancy guard.
    pub async fn before_commit(&mut self, statement: &'static str) -> Result<()> {
        match &self.inner {
            Inner::Sqlite(_) => {
                self.admit(&Sql::default())?;
                self.late.push(statement);
                Ok(())
            }
            Inner::Postgres(_) => self.execute_batch(statement).await,
        }
    }

    /// The plan of a statement, one step a line, for snapshot tests. PostgreSQL plans with
    /// sequential scans discouraged, so that a small table shows which index would serve.
    pub async fn explain(&mut self, sql: Sql) -> Result<String> {
        self.admit(&sql)?;
        let plan = match &mut self.inner {
            Inner::Sqlite(connection) => sqlite::explain(connection, &sql),
            Inner::Postgres(session) => session.explain(&sql).await,
        };
        self.observe(plan)
    }

    pub(crate) async fn begin_snapshot(&mut self) -> Result<()> {
        let begun = match &mut self.inner {
            Inner::Sqlite(connection) => connection.execute_batch("BEGIN").map_err(DbError::from),
            Inner::Postgres(session) => session.begin_snapshot().await,
        };
        self.observe(begun)
    }

    /// Also where a statement failed: the connection is used again.
    pub(crate) async fn end_snapshot(&mut self) -> Result<()> {
        let ended = match &mut self.inner {
            Inner::Sqlite(connection) => {
                connection.execute_batch("ROLLBACK").map_err(DbError::from)
            }
            Inner::Postgres(session) => session.end_snapshot().await,
        };
        self.observe(ended)
    }

    /// Whether a statement may run at all.
    fn admit(&self, sql: &Sql) -> Result<()> {
        if !matches!(self.state, State::Sound) {
            return Err(DbError::Aborted);
        }
        guard::check(sql, self.tenant_tables)
    }

    /// Remembers a failure.
    fn observe<T>(&mut self, result: Result<T>) -> Result<T> {
        match &result {
            // The statement worked; only what it returned did not fit.
            Ok(_) | Err(DbError::Corrupt { .. }) => {}
            Err(
                error
                @ (DbError::Unavailable(_) | DbError::StorageFailed(_) | DbError::StorageFull),
            ) => self.state = State::Broken(error.clone()),
            Err(_) => self.state = State::Failed,
        }
        result
    }
}
