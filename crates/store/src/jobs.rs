//! The durable queue: written in the transaction of the change, leased by a worker, retried, at last set aside as dead.

mod of_workspace;

pub use of_workspace::{Failing, about, again, failing, forget_dead};

use crate::dialect;
use baton_core::{
    id::{JobId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

/// Work to be done.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// The job.
    pub id: JobId,
    /// Whose, where it belongs to a tenant.
    pub workspace_id: Option<WorkspaceId>,
    /// Which handler.
    pub kind: &'static str,
    /// While one with this key waits, another is not added.
    pub dedupe_key: Option<String>,
    /// JSON for the handler.
    pub payload: String,
    /// Not before.
    pub run_at: Timestamp,
    /// The conversation or the contact of which the payload tells in words: with that the job goes.
    pub about: Option<Uuid>,
}

row! {
    /// A job that a worker holds.
    #[derive(Debug, Clone)]
    pub struct Leased {
        /// The job.
        pub id: JobId = "id" as Uuid,
        /// Whose.
        pub workspace_id: Option<WorkspaceId> = "workspace_id" as Option<Uuid>,
        /// JSON for the handler.
        pub payload: String = "payload",
        /// How often it was tried before.
        pub attempts: i64 = "attempts",
        /// Since when it was due.
        pub run_at: Timestamp = "run_at" as i64,
        /// The lease: whoever has another one may not finish it.
        pub lease: Option<Uuid> = "lease",
    }
}

/// The statement that adds a job, unless one with the same key waits already.
pub(crate) fn insert(job: &NewJob, now: Timestamp) -> Sql {
    sql!(
        "INSERT INTO jobs (id, workspace_id, kind, dedupe_key, payload, run_at, created_at, about)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}) ON CONFLICT DO NOTHING",
        job.id.uuid(),
        job.workspace_id.map(WorkspaceId::uuid),
        job.kind,
        &job.dedupe_key,
        &job.payload,
        job.run_at.ms(),
        now.ms(),
        job.about
    )
}

/// Adds a job that follows from no change of a workspace.
pub async fn enqueue(conn: &mut Conn<'_>, job: &NewJob, now: Timestamp) -> Result<()> {
    conn.execute(insert(job, now)).await?;
    Ok(())
}

/// Leases up to `limit` due jobs of a kind until `until`. A lease that ran out counts as due.
pub async fn lease(
    conn: &mut Conn<'_>,
    kind: &str,
    lease: Uuid,
    times: (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<Leased>> {
    let (now, until) = times;
    let mut q = sql!(
        "UPDATE jobs SET leased_until = {}, lease = {} WHERE id IN (
             SELECT id FROM jobs WHERE kind = {} AND dead_at IS NULL AND run_at <= {}
                 AND (leased_until IS NULL OR leased_until <= {}) ORDER BY run_at, id LIMIT {}",
        until.ms(),
        lease,
        kind,
        now.ms(),
        now.ms(),
        limit
    );
    dialect::skip_locked(&mut q, conn.dialect());
    sql!(q; ") RETURNING ");
    sql!(q; Leased::COLUMNS);
    conn.fetch_all(q).await
}

/// Keeps a job until `until`. `false`: the lease was lost to another worker.
pub async fn renew(conn: &mut Conn<'_>, job: &Leased, until: Timestamp) -> Result<bool> {
    let kept = conn
        .execute(sql!(
            "UPDATE jobs SET leased_until = {} WHERE id = {} AND lease = {}",
            until.ms(),
            job.id.uuid(),
            job.lease
        ))
        .await?;
    Ok(kept == 1)
}

/// Removes a job that is done. `false`: the lease was lost to another worker.
pub async fn done(conn: &mut Conn<'_>, job: &Leased) -> Result<bool> {
    let gone = conn
        .execute(sql!(
            "DELETE FROM jobs WHERE id = {} AND lease = {}",
            job.id.uuid(),
            job.lease
        ))
        .await?;
    Ok(gone == 1)
}

/// Puts a job back for a further attempt at `run_at`.
pub async fn retry(
    conn: &mut Conn<'_>,
    job: &Leased,
    run_at: Timestamp,
    error: &str,
) -> Result<()> {
    // The key is given up: a newer job with the same key may wait already, and this one must not be lost to it.
    conn.execute(sql!(
        "UPDATE jobs SET attempts = attempts + 1, run_at = {}, leased_until = NULL, lease = NULL, dedupe_key = NULL,
             last_error = {} WHERE id = {} AND lease = {}",
        run_at.ms(), error, job.id.uuid(), job.lease
    ))
    .await?;
    Ok(())
}

/// Puts a job back without counting an attempt.
pub async fn postpone(conn: &mut Conn<'_>, job: &Leased, run_at: Timestamp) -> Result<()> {
    conn.execute(sql!(
        "UPDATE jobs SET run_at = {}, leased_until = NULL, lease = NULL, dedupe_key = NULL WHERE id = {} AND lease = {}",
        run_at.ms(),
        job.id.uuid(),
        job.lease
    ))
    .await?;
    Ok(())
}

/// Sets a job aside that will not be tried again by itself.
pub async fn bury(conn: &mut Conn<'_>, job: &Leased, now: Timestamp, error: &str) -> Result<()> {
    conn.execute(sql!(
        "UPDATE jobs SET attempts = attempts + 1, dead_at = {}, leased_until = NULL, lease = NULL, last_error = {}
         WHERE id = {} AND lease = {}",
        now.ms(), error, job.id.uuid(), job.lease
    ))
    .await?;
    Ok(())
}

/// Takes every lease back. For the start of the one process that uses this database: who held them is gone.
pub async fn release_all(conn: &mut Conn<'_>) -> Result<u64> {
    // Their keys are given up: a newer job with the same one may wait.
    conn.execute(sql!(
        "UPDATE jobs SET leased_until = NULL, lease = NULL, dedupe_key = NULL WHERE leased_until IS NOT NULL"
    ))
    .await
}

/// When the next job of a kind is due, for workers that would otherwise poll.
pub async fn next_due(conn: &mut Conn<'_>, kind: &str) -> Result<Option<Timestamp>> {
    let at: Option<i64> = conn
        .fetch_one(sql!(
            "SELECT min(CASE WHEN leased_until IS NULL THEN run_at ELSE leased_until END) FROM jobs
             WHERE kind = {} AND dead_at IS NULL",
            kind
        ))
        .await?;
    Ok(at.map(Timestamp::from_ms))
}

/// The jobs of one kind: kind, due, running, later, dead, and since when the oldest due one waits.
pub type Census = (String, i64, i64, i64, i64, Option<i64>);

/// Counts the jobs of each kind, for monitoring and the doctor.
pub async fn census(conn: &mut Conn<'_>, now: Timestamp) -> Result<Vec<Census>> {
    conn.fetch_all(sql!(
        "SELECT kind, sum(due), sum(running), sum(CASE WHEN dead + running + due = 0 THEN 1 ELSE 0 END), sum(dead),
             min(CASE WHEN due = 1 THEN run_at END)
         FROM (SELECT kind, run_at,
                 CASE WHEN dead_at IS NULL AND leased_until > {} THEN 1 ELSE 0 END AS running,
                 CASE WHEN dead_at IS NULL AND run_at <= {} AND (leased_until IS NULL OR leased_until <= {})
                     THEN 1 ELSE 0 END AS due,
                 CASE WHEN dead_at IS NULL THEN 0 ELSE 1 END AS dead FROM jobs) counted
         GROUP BY kind ORDER BY kind",
        now.ms(), now.ms(), now.ms()
    ))
    .await
}

/// Jobs of a kind that wait or run, for tests and the doctor.
pub async fn pending(conn: &mut Conn<'_>, kind: &str) -> Result<i64> {
    conn.fetch_one(sql!(
        "SELECT count(*) FROM jobs WHERE kind = {} AND dead_at IS NULL",
        kind
    ))
    .await
}
