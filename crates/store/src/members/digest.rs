//! Who gets the daily digest, and when next.

use baton_core::{
    id::{UserId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// A member whose digest is due.
    #[derive(Debug, Clone, Copy)]
    pub struct Due {
        /// The workspace.
        pub workspace: WorkspaceId = "workspace_id" as Uuid,
        /// Who.
        pub user: UserId = "user_id" as Uuid,
        /// When it was due.
        pub at: Timestamp = "digest_next_at" as i64,
        /// The minute of the day that they chose; none where they chose before it was kept.
        pub minute: Option<i64> = "digest_minute" as Option<i64>,
    }
}

/// When somebody gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// The minute of the day, on the clock of the workspace.
    pub minute: i64,
    /// When next.
    pub next_at: Timestamp,
}

/// Members whose digest is due, in every workspace, those who wait longest first.
pub async fn due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<Due>> {
    let mut q = Due::select();
    sql!(q; " FROM workspace_users WHERE digest_next_at <= {} AND accepted_at IS NOT NULL AND suspended_at IS NULL
        ORDER BY digest_next_at, user_id LIMIT {}", now.ms(), limit)
    .global();
    conn.fetch_all(q).await
}

/// Who gets it in a workspace.
pub async fn readers(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Vec<Due>> {
    let mut q = Due::select();
    sql!(q; " FROM workspace_users WHERE workspace_id = {} AND digest_next_at IS NOT NULL ORDER BY user_id",
        workspace.uuid());
    conn.fetch_all(q).await
}

/// Says when a member gets it; `None` for never. `false`: they are no member.
pub async fn set(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    plan: Option<Plan>,
) -> Result<bool> {
    let set = conn
        .execute(sql!(
            "UPDATE workspace_users SET digest_next_at = {}, digest_minute = {} WHERE workspace_id = {} AND user_id = {}",
            plan.map(|plan| plan.next_at.ms()),
            plan.map(|plan| plan.minute),
            workspace.uuid(),
            user.uuid()
        ))
        .await?;
    Ok(set == 1)
}

/// What a workspace did in a stretch of time: how many people wrote, left their details, and were helped by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Day {
    /// Conversations in which a visitor wrote, and that were last active in it.
    pub conversations: i64,
    /// Leads captured.
    pub leads: i64,
    /// Claims by teammates.
    pub claims: i64,
    /// Conversations resolved.
    pub resolved: i64,
}

/// Counts a stretch of time.
pub async fn day(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (since, until): (Timestamp, Timestamp),
) -> Result<Day> {
    let of_kind = |kind: &'static str| {
        sql!(
            "SELECT count(*) FROM analytics_events WHERE workspace_id = {} AND kind = {} AND at > {} AND at <= {}",
            workspace.uuid(),
            kind,
            since.ms(),
            until.ms()
        )
    };
    Ok(Day {
        conversations: conn
            .fetch_one(sql!(
                "SELECT count(*) FROM conversations WHERE workspace_id = {} AND status IN ('open', 'resolved')
                     AND visitor_messages > 0 AND last_activity_at > {} AND last_activity_at <= {}",
                workspace.uuid(), since.ms(), until.ms()
            ))
            .await?,
        leads: conn.fetch_one(of_kind("lead")).await?,
        claims: conn.fetch_one(of_kind("claimed")).await?,
        resolved: conn.fetch_one(of_kind("resolved")).await?,
    })
}
