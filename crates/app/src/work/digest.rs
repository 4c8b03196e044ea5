//! The job that sends daily digests. It asks for itself anew; who was served is written down with their mail, so that a
//! process that dies in between neither forgets nor repeats anybody.

use super::{retry, schedule};
use crate::{
    App,
    mail::{Content, Letter, MAIL_JOB, Recipient, digest::again},
};
use baton_core::{id::Ids, time::Timestamp};
use baton_db::Conn;
use baton_jobs::{Failure, Kind, Leased};
use baton_store::{
    jobs,
    members::{self, digest},
};

pub(super) const KIND: &str = "digest";

const EVERY_MS: i64 = 5 * 60_000;
/// So many are served in one transaction.
const AT_ONCE: i64 = 100;

pub(super) fn kind(app: &App) -> Kind {
    schedule::kind(app, KIND, run)
}

async fn run(app: App, _: Leased) -> Result<(), Failure> {
    let (now, ids) = (app.clock.now(), app.ids.clone());
    let served = app
        .db
        .write(async move |conn| serve(conn, &ids, now).await)
        .await
        .map_err(retry)?;
    if served > 0 {
        app.queue.wake(MAIL_JOB);
        tracing::info!(mails = served, "daily digests are on their way");
    }
    Ok(())
}

async fn serve(conn: &mut Conn<'_>, ids: &Ids, now: Timestamp) -> baton_db::Result<usize> {
    let due = digest::due(conn, now, AT_ONCE).await?;
    for each in &due {
        again(conn, each, now).await?;
        let Some(member) = members::find(conn, each.workspace, each.user).await? else {
            continue;
        };
        let letter = Letter {
            to: Recipient::member(&member),
            content: Content::Digest {
                member: each.user,
                until: now,
            },
        };
        let job = jobs::NewJob {
            about: None,
            id: ids.next(),
            workspace_id: Some(each.workspace),
            kind: MAIL_JOB,
            dedupe_key: None,
            payload: letter.json(),
            run_at: now,
        };
        jobs::enqueue(conn, &job, now).await?;
    }
    // Where more were due than fit, at once again.
    let is_full = i64::try_from(due.len()).is_ok_and(|served| served >= AT_ONCE);
    let pause = if is_full { 0 } else { EVERY_MS };
    schedule::at(conn, (ids, KIND), now, now.plus_ms(pause)).await?;
    Ok(due.len())
}
