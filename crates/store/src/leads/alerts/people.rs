//! Who may be alerted, and how they can be reached.

use baton_core::{
    id::{UserId, WorkspaceId},
    role::Role,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// A member who takes conversations.
    #[derive(Debug, Clone)]
    pub struct Candidate {
        /// Who.
        pub user: UserId = "w.user_id" as Uuid,
        /// What they may do.
        pub role: Role = "w.role" as str,
        /// Since when they take no conversations.
        pub away_at: Option<Timestamp> = "w.away_at" as Option<i64>,
        /// When a console of theirs was open last.
        pub console_seen_at: Option<Timestamp> = "w.console_seen_at" as Option<i64>,
        /// How many browsers of theirs take pushes.
        pub browsers: i64 = "(SELECT count(*) FROM push_subscriptions p WHERE p.user_id = w.user_id)",
    }
}

/// The accepted members of a workspace, in the order they came.
pub async fn candidates(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<Candidate>> {
    let mut q = Candidate::select();
    sql!(q; " FROM workspace_users w WHERE w.workspace_id = {} AND w.accepted_at IS NOT NULL AND w.suspended_at IS NULL
        ORDER BY w.invited_at, w.user_id", workspace.uuid());
    conn.fetch_all(q).await
}

/// Notes that a console of a member is open, unless it was noted after `before`.
pub async fn heard_from(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    (before, now): (Timestamp, Timestamp),
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE workspace_users SET console_seen_at = {} WHERE workspace_id = {} AND user_id = {}
             AND (console_seen_at IS NULL OR console_seen_at < {})",
        now.ms(),
        workspace.uuid(),
        user.uuid(),
        before.ms()
    ))
    .await?;
    Ok(())
}
