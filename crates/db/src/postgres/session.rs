//! One PostgreSQL connection with its prepared statements.
use crate::{Arg, DbError, FromRow, Result, Row, Sql, row::Source};
use futures_util::{
    TryStreamExt as _,
    future::{join, maybe_done},
};
use std::{collections::HashMap, future::poll_fn, pin::pin, task::Poll};
use tokio_postgres::{
    CancelToken, Client, Statement,
    error::SqlState,
    types::{ToSql, Type},
};

/// Statements kept prepared per connection; texts with lists of varying length would otherwise
/// pile up.
const PREPARED: usize = 512;

#[derive(Debug)]
pub(crate) struct Session {
    client: Client,
    prepared: HashMap<String, Statement>,
    transaction: Transaction,
    /// Set by errors after which the connection should not be used again.
    spoilt: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transaction {
    None,
    /// It goes out together with the first statement, which saves a round trip.
    Due(Begin),
    Open,
}

/// How a transaction begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    /// Its commit is waited for.
    Durable,
    /// Its commit is not waited for: a power cut may take it.
    Relaxed,
}

impl Begin {
    const fn sql(self) -> &'static str {
        match self {
            Self::Durable => "BEGIN",
            Self::Relaxed => "BEGIN; SET LOCAL synchronous_commit = off",
        }
    }
}

type Answer<T> = std::result::Result<T, tokio_postgres::Error>;

impl Session {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            prepared: HashMap::new(),
            transaction: Transaction::None,
            spoilt: false,
        }
    }

    pub(super) fn is_usable(&self) -> bool {
        !self.spoilt && !self.client.is_closed()
    }

    pub(super) fn cancel_token(&self) -> CancelToken {
        self.client.cancel_token()
    }

    pub(super) fn start_transaction(&mut self, begin: Begin) {
        self.transaction = Transaction::Due(begin);
    }

    pub(super) async fn commit(&mut self) -> Result<()> {
        self.end("COMMIT").await
    }

    pub(super) async fn rollback(&mut self) {
        if let Err(error) = self.end("ROLLBACK").await {
            self.spoilt = true;
            tracing::debug!(%error, "rolling back failed");
        }
    }

    async fn end(&mut self, statement: &str) -> Result<()> {
        if self.transaction == Transaction::Open {
            self.client.batch_execute(statement).await?;
        }
        self.transaction = Transaction::None;
        Ok(())
    }

    pub(crate) async fn fetch_all<T: FromRow>(&mut self, sql: &Sql) -> Result<Vec<T>> {
        let statement = self.prepare(sql).await?;
        let parameters = parameters(sql);
        let call = self.client.query(&statement, &parameters);
        let rows = begun(&mut self.transaction, &self.client, call).await;
        self.observe(rows)?
            .iter()
            .map(|row| T::from_row(&Row(Source::Postgres(row))))
            .collect()
    }

    pub(crate) async fn execute(&mut self, sql: &Sql) -> Result<u64> {
        let statement = self.prepare(sql).await?;
        let parameters = parameters(sql);
        let call = self.client.execute(&statement, &parameters);
        let changed = begun(&mut self.transaction, &self.client, call).await;
        self.observe(changed)
    }

    /// One round trip for all of them; with `last`, the end of the transaction is part of it.
    pub(crate) async fn fetch_among<T: FromRow>(
        &mut self,
        statements: &[Sql],
        rows_of: usize,
        last: bool,
    ) -> Result<(Vec<T>, Vec<u64>)> {
        let mut ready = Vec::with_capacity(statements.len());
        for sql in statements {
            ready.push((self.prepare(sql).await?, parameters(sql)));
        }
        let all = pipeline(&self.client, &ready);
        let answers = if last && self.transaction != Transaction::None {
            let all = begun(&mut self.transaction, &self.client, all);
            // Whatever the statements answer: after a failed one `COMMIT` rolls back.
            let (answers, ended) = join(all, self.client.batch_execute("COMMIT")).await;
            self.transaction = Transaction::None;
            answers.and_then(|answers| ended.map(|()| answers))
        } else {
            begun(&mut self.transaction, &self.client, all).await
        };
        let answers = self.observe(answers)?;
        let changed = answers.iter().map(|(_, changed)| *changed).collect();
        let rows = answers.get(rows_of).map_or([].as_slice(), |(rows, _)| rows);
        let rows = rows
            .iter()
            .map(|row| T::from_row(&Row(Source::Postgres(row))));
        Ok((rows.collect::<Result<_>>()?, changed))
    }

    pub(crate) async fn execute_batch(&mut self, script: &str) -> Result<()> {
        let call = self.client.batch_execute(script);
        let done = begun(&mut self.transaction, &self.client, call).await;
        self.observe(done)
    }

    pub(crate) async fn begin_snapshot(&mut self) -> Result<()> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        let begun = self.client.batch_execute(begin).await;
        self.observe(begun)
    }

    pub(crate) async fn end_snapshot(&mut self) -> Result<()> {
        let ended = self.client.batch_execute("ROLLBACK").await;
        self.observe(ended)
    }

    pub(crate) async fn explain(&mut self, sql: &Sql) -> Result<String> {
        let text = format!("EXPLAIN (COSTS OFF) {}", sql.text());
        self.client
            .batch_execute("SET enable_seqscan = off")
            .await?;
        let statement = self.client.prepare_typed(&text, &types(sql)).await?;
        let steps = self.client.query(&statement, &parameters(sql)).await?;
        self.client.batch_execute("RESET enable_seqscan").await?;
        let steps: Answer<Vec<String>> = steps.iter().map(|row| row.try_get(0)).collect();
        Ok(steps?.join("\n"))
    }

    async fn prepare(&mut self, sql: &Sql) -> Result<Statement> {
        let types = types(sql);
        let known = self
            .prepared
            .get(sql.text())
            .filter(|known| known.params() == types);
        if let Some(statement) = known {
            return Ok(statement.clone());
        }
        let call = self.client.prepare_typed(sql.text(), &types);
        let statement = begun(&mut self.transaction, &self.client, call).await;
        let statement = self.observe(statement)?;
        if self.prepared.len() >= PREPARED {
            self.prepared.clear();
        }
        self.prepared
            .insert(sql.text().to_owned(), statement.clone());
        Ok(statement)
    }

    fn observe<T>(&mut self, answer: Answer<T>) -> Result<T> {
        answer.map_err(|error| {
            // The schema changed under a prepared statement: "cached plan must not change result
            // type", "prepared statement does not exist". A new connection prepares it anew.
            let stale = [
                SqlState::FEATURE_NOT_SUPPORTED,
                SqlState::INVALID_SQL_STATEMENT_NAME,
            ];
            self.spoilt |= error.code().is_some_and(|code| stale.contains(code));
            DbError::from(error)
        })
    }
}

/// Runs `call`, behind a `BEGIN` that is not waited for if the transaction is due.
async fn begun<T>(
    transaction: &mut Transaction,
    client: &Client,
    call: impl Future<Output = Answer<T>>,
) -> Answer<T> {
    let Transaction::Due(begin) = *transaction else {
        return call.await;
    };
    *transaction = Transaction::Open;
    // `join` polls in order, and the first poll is what sends.
    let (begun, answer) = join(client.batch_execute(begin.sql()), call).await;
    begun?;
    answer
}

/// The rows of one statement, and how many it changed.
type Outcome = (Vec<tokio_postgres::Row>, u64);

/// Sends all statements, in order, before it waits for the first answer.
async fn pipeline(
    client: &Client,
    statements: &[(Statement, Vec<&(dyn ToSql + Sync)>)],
) -> Answer<Vec<Outcome>> {
    let calls = statements.iter().map(|(statement, parameters)| {
        let call = async {
            let rows = client.query_raw(statement, parameters.iter().copied());
            let mut rows = pin!(rows.await?);
            let mut all = Vec::new();
            while let Some(row) = rows.try_next().await? {
                all.push(row);
            }
            Ok((all, rows.rows_affected().unwrap_or_default()))
        };
        Box::pin(maybe_done(call))
    });
    let mut calls: Vec<_> = calls.collect();
    // The first poll is what sends.
    poll_fn(|context| {
        for call in &mut calls {
            if call.as_mut().poll(context).is_pending() {}
        }
        Poll::Ready(())
    })
    .await;
    let mut answers = Vec::with_capacity(calls.len());
    for call in &mut calls {
        call.as_mut().await;
        answers.extend(call.as_mut().take_output());
    }
    // After the first error the others only say that the transaction has failed.
    answers.into_iter().collect()
}

fn parameters(sql: &Sql) -> Vec<&(dyn ToSql + Sync)> {
    sql.args().iter().map(parameter).collect()
}

fn parameter(arg: &Arg) -> &(dyn ToSql + Sync) {
    match arg {
        Arg::Uuid(value) => value,
        Arg::Text(value) => value,
        Arg::Int(value) => value,
        Arg::Bool(value) => value,
        Arg::Float(value) => value,
        Arg::Bytes(value) => value,
        Arg::Uuids(values) => values,
        Arg::Texts(values) => values,
        Arg::Ints(values) => values,
    }
}

/// The types as bound, so that the server need not guess them from the text.
fn types(sql: &Sql) -> Vec<Type> {
    let bound = |arg: &Arg| match arg {
        Arg::Uuid(_) => Type::UUID,
        Arg::Text(_) => Type::TEXT,
        Arg::Int(_) => Type::INT8,
        Arg::Bool(_) => Type::BOOL,
        Arg::Float(_) => Type::FLOAT8,
        Arg::Bytes(_) => Type::BYTEA,
        Arg::Uuids(_) => Type::UUID_ARRAY,
        Arg::Texts(_) => Type::TEXT_ARRAY,
        Arg::Ints(_) => Type::INT8_ARRAY,
    };
    sql.args().iter().map(bound).collect()
}
