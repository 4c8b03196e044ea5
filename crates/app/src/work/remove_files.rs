//! The job that removes the bytes of files that were let go of: with a message that was taken back, with a conversation that was
//! deleted, or because they were never sent. It asks for itself anew, so that one waits in the whole installation.

use super::{retry, schedule};
use crate::App;
use baton_core::id::AttachmentId;
use baton_files::Key;
use baton_jobs::{Failure, Kind, Leased};
use baton_store::messages::attachments::{self, Left};

pub(super) const KIND: &str = "files.remove";

const EVERY_MS: i64 = 60_000;
/// How long an uploaded file waits to be sent.
const UNSENT_MS: i64 = 24 * 3_600_000;
/// So many are looked up at once.
const STEP: i64 = 100;
/// So many steps are made before others have their turn.
const STEPS: usize = 50;

pub(super) fn kind(app: &App) -> Kind {
    schedule::kind(app, KIND, run)
}

async fn run(app: App, _: Leased) -> Result<(), Failure> {
    let (now, ids) = (app.clock.now(), app.ids.clone());
    app.db
        .write(async move |conn| {
            schedule::at(conn, (&ids, KIND), now, now.plus_ms(EVERY_MS)).await?;
            attachments::give_up(conn, now.plus_ms(-UNSENT_MS)).await
        })
        .await
        .map_err(retry)?;
    let (mut after, mut removed) = (None, 0);
    for _ in 0..STEPS {
        let read = app
            .db
            .read(async move |conn| attachments::left(conn, after, STEP).await);
        let left = read.await.map_err(retry)?;
        let Some(last) = left.last() else { break };
        after = Some(last.id);
        removed += app.remove_all(&left).await.map_err(retry)?;
    }
    if removed > 0 {
        tracing::info!(files = removed, "removed files that nobody has a use for");
    }
    Ok(())
}

impl App {
    /// One that cannot be removed now keeps its row, and is tried again with the next run.
    async fn remove_all(&self, left: &[Left]) -> baton_db::Result<usize> {
        let mut gone: Vec<Left> = Vec::with_capacity(left.len());
        for each in left {
            match self.files.remove(key(each)).await {
                Ok(()) => gone.push(*each),
                Err(error) => tracing::warn!(file = %each.id, %error, "cannot remove a file yet"),
            }
        }
        let removed = gone.len();
        if removed > 0 {
            self.db
                .write(async move |conn| {
                    for each in gone {
                        attachments::forget(conn, each.workspace, each.id).await?;
                    }
                    Ok::<_, baton_db::DbError>(())
                })
                .await?;
        }
        Ok(removed)
    }
}

fn key(left: &Left) -> Key {
    let id: AttachmentId = left.id;
    Key {
        workspace: left.workspace,
        id,
    }
}
