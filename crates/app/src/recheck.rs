//! After the storage failed: the file was read when it was opened and is sound; here, whether its rows make sense.

use crate::error::{AppError, Result};
use baton_db::{Conn, Db, DbError};
use baton_store::operate::checks;
use std::time::Duration;

/// How long all rows may take.
const LONGEST: Duration = Duration::from_hours(1);

/// Trusts a database again that an earlier process gave up on, where its rows keep their rules. Nothing to do for others.
pub async fn recheck(db: &Db) -> Result<()> {
    let Some(reason) = db.distrusted() else {
        return Ok(());
    };
    tracing::warn!(%reason, "the storage failed before: the file is sound, its rows are checked now");
    let look = async |conn: &mut Conn<'_>| {
        Ok::<_, DbError>([
            (
                "messages of conversations",
                checks::gaps_in_messages(conn).await?,
            ),
            ("events of workspaces", checks::gaps_in_events(conn).await?),
            ("leads of conversations", checks::untold_leads(conn).await?),
        ])
    };
    // Not as a read: every row is looked at, and nobody else is there yet to be kept waiting.
    let gaps = db.write_within(LONGEST, look).await?;
    if let Some((what, count)) = gaps.into_iter().find(|(_, count)| *count > 0) {
        return Err(AppError::StorageFailed(format!(
            "{what} are not complete ({count}). Restore a backup"
        )));
    }
    db.trust().await?;
    tracing::warn!("the rows are complete: the database is trusted again");
    Ok(())
}
