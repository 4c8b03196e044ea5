//! On which sites the widget of an assistant was seen.

use baton_core::{
    id::{AssistantId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};

/// How many sites are remembered: with `*` anybody may name one.
const SITES: i64 = 100;

row! {
    /// A site on which the widget was seen.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Seen {
        /// `scheme://host[:port]`.
        pub origin: String = "origin",
        /// When first.
        pub first_seen_at: Timestamp = "first_seen_at" as i64,
        /// When last, to the hour.
        pub last_seen_at: Timestamp = "last_seen_at" as i64,
    }
}

/// The site of this origin, if the widget was seen there.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
    origin: &str,
) -> Result<Option<Seen>> {
    let mut q = Seen::select();
    sql!(q; " FROM assistant_origins WHERE workspace_id = {} AND assistant_id = {} AND origin = {}",
        workspace.uuid(), id.uuid(), origin);
    conn.fetch_optional(q).await
}

/// The sites of an assistant, the last seen first.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
) -> Result<Vec<Seen>> {
    let mut q = Seen::select();
    sql!(q; " FROM assistant_origins WHERE workspace_id = {} AND assistant_id = {}
        ORDER BY last_seen_at DESC, origin LIMIT {}", workspace.uuid(), id.uuid(), SITES);
    conn.fetch_all(q).await
}

/// Remembers that the widget was seen on a site now.
pub async fn see(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AssistantId,
    origin: &str,
    now: Timestamp,
) -> Result<()> {
    let again = conn
        .execute(sql!(
            "UPDATE assistant_origins SET last_seen_at = {} WHERE workspace_id = {} AND assistant_id = {} AND origin = {}",
            now.ms(), workspace.uuid(), id.uuid(), origin
        ))
        .await?;
    if again == 0 {
        conn.execute(sql!(
            "INSERT INTO assistant_origins (workspace_id, assistant_id, origin, first_seen_at, last_seen_at)
             SELECT a.workspace_id, a.id, {}, {}, {} FROM assistants a WHERE a.workspace_id = {} AND a.id = {}
                 AND (SELECT count(*) FROM assistant_origins o WHERE o.workspace_id = a.workspace_id
                     AND o.assistant_id = a.id) < {}
             ON CONFLICT (workspace_id, assistant_id, origin) DO NOTHING",
            origin, now.ms(), now.ms(), workspace.uuid(), id.uuid(), SITES
        ))
        .await?;
    }
    Ok(())
}
