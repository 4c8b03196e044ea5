//! Jobs of one kind in a workspace that did not work at once, for its administrators.

use baton_core::{
    id::{JobId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// A job that failed at least once.
    #[derive(Debug, Clone)]
    pub struct Failing {
        /// The job.
        pub id: JobId = "id" as Uuid,
        /// JSON for its handler.
        pub payload: String = "payload",
        /// How often it was tried.
        pub attempts: i64 = "attempts",
        /// Why the last try failed.
        pub error: Option<String> = "last_error",
        /// When it is tried again, unless it was set aside.
        pub run_at: Timestamp = "run_at" as i64,
        /// When it was set aside.
        pub dead_at: Option<Timestamp> = "dead_at" as Option<i64>,
        /// When it was added.
        pub created_at: Timestamp = "created_at" as i64,
    }
}

/// The newest jobs of a kind that failed and are still kept.
pub async fn failing(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    kind: &str,
    limit: i64,
) -> Result<Vec<Failing>> {
    let mut q = Failing::select();
    sql!(q; " FROM jobs WHERE workspace_id = {} AND kind = {} AND attempts > 0
        ORDER BY created_at DESC, id DESC LIMIT {}", workspace.uuid(), kind, limit);
    conn.fetch_all(q).await
}

/// Has a job of a kind tried again now, with all its attempts before it. `false`: there is none that waits or was set aside.
pub async fn again(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (kind, id): (&str, JobId),
    now: Timestamp,
) -> Result<bool> {
    let put_back = conn
        .execute(sql!(
            "UPDATE jobs SET dead_at = NULL, attempts = 0, run_at = {}
             WHERE workspace_id = {} AND kind = {} AND id = {} AND attempts > 0 AND lease IS NULL",
            now.ms(),
            workspace.uuid(),
            kind,
            id.uuid()
        ))
        .await?;
    Ok(put_back == 1)
}

/// Removes what was set aside of a kind before `before`, in every workspace: it holds names and addresses.
pub async fn forget_dead(conn: &mut Conn<'_>, kind: &str, before: Timestamp) -> Result<u64> {
    conn.execute(sql!(
        "DELETE FROM jobs WHERE kind = {} AND dead_at <= {}",
        kind,
        before.ms()
    ))
    .await
}

/// Removes the jobs that tell of these conversations or contacts, also those that wait, run or were set aside; answers how many.
pub async fn about(conn: &mut Conn<'_>, workspace: WorkspaceId, whom: &[Uuid]) -> Result<u64> {
    let mut q = sql!(
        "DELETE FROM jobs WHERE workspace_id = {} AND about IN ",
        workspace.uuid()
    );
    q.list(whom.iter().copied());
    conn.execute(q).await
}
