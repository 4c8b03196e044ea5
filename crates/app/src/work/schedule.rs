//! Kinds of jobs that ask for themselves anew, so that one of each waits in the whole installation.

use super::handler;
use crate::App;
use baton_core::{id::Ids, time::Timestamp};
use baton_db::Conn;
use baton_jobs::{Failure, Kind, Leased};
use baton_store::jobs;

/// A kind that is always due again.
pub(super) fn kind<F, Fut>(app: &App, name: &'static str, run: F) -> Kind
where
    F: Fn(App, Leased) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<(), Failure>> + Send + 'static,
{
    Kind {
        name,
        concurrency: 1,
        lease_ms: 30_000,
        // Were it ever set aside, it would rest until the next start.
        max_attempts: i64::MAX,
        run: handler(app, run),
    }
}

/// Has one run at this time, unless one waits already.
pub(super) async fn at(
    conn: &mut Conn<'_>,
    (ids, kind): (&Ids, &'static str),
    now: Timestamp,
    run_at: Timestamp,
) -> baton_db::Result<()> {
    let job = jobs::NewJob {
        about: None,
        id: ids.next(),
        workspace_id: None,
        kind,
        dedupe_key: Some("always".to_owned()),
        payload: "{}".to_owned(),
        run_at,
    };
    jobs::enqueue(conn, &job, now).await
}
