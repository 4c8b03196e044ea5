//! How far the world is told, for monitoring. Nothing in here says whose.

use baton_core::{time::Timestamp, webhook::DisabledReason};
use baton_db::{Conn, Result, row, sql};

row! {
    /// Endpoints, and events that they were not told of yet.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Endpoints {
        /// Turned on.
        pub on: i64 = "turned_on",
        /// Turned off by somebody.
        pub off: i64 = "turned_off",
        /// Turned off because they are gone, or failed for days.
        pub disabled: i64 = "disabled",
        /// Of those that are told, events left to look at.
        pub fresh: i64 = "fresh",
        /// Of those that rest after a failure.
        pub resting: i64 = "resting",
        /// Since when the oldest event of those that are told waits.
        pub since: Option<i64> = "since",
    }
}

/// Attempts that failed and are made again: how many are due, how many later, and since when the oldest is due.
pub type Retries = (i64, i64, Option<i64>);

/// Counts endpoints and what they were not told of.
pub async fn endpoints(conn: &mut Conn<'_>, now: Timestamp) -> Result<Endpoints> {
    let mut q = Endpoints::select();
    let by_hand = DisabledReason::ByHand.as_str();
    sql!(q; " FROM (SELECT
            coalesce(sum(CASE WHEN enabled = {} THEN 1 ELSE 0 END), 0) AS turned_on,
            coalesce(sum(CASE WHEN enabled = {} AND coalesce(disabled_reason, {}) = {} THEN 1 ELSE 0 END), 0) AS turned_off,
            coalesce(sum(CASE WHEN enabled = {} AND disabled_reason <> {} THEN 1 ELSE 0 END), 0) AS disabled,
            CAST(coalesce(sum(CASE WHEN is_told = 1 THEN behind ELSE 0 END), 0) AS BIGINT) AS fresh,
            CAST(coalesce(sum(CASE WHEN is_told = 0 THEN behind ELSE 0 END), 0) AS BIGINT) AS resting,
            min(CASE WHEN is_told = 1 AND behind > 0 THEN first_at END) AS since
        FROM (SELECT p.enabled, p.disabled_reason,
                CASE WHEN p.enabled = {} THEN w.event_seq - p.cursor_seq ELSE 0 END AS behind,
                CASE WHEN p.paused_until > {} THEN 0 ELSE 1 END AS is_told,
                (SELECT e.at FROM events e WHERE e.workspace_id = p.workspace_id AND e.seq > p.cursor_seq
                    ORDER BY e.seq LIMIT 1) AS first_at
            FROM webhook_endpoints p JOIN workspaces w ON w.id = p.workspace_id) each_one) counted",
        true, false, by_hand, by_hand, false, by_hand, true, now.ms())
    .global();
    conn.fetch_one(q).await
}

/// Counts the attempts that are to be made again, at endpoints that are turned on.
pub async fn retries(conn: &mut Conn<'_>, now: Timestamp) -> Result<Retries> {
    conn.fetch_one(sql!(global;
        "SELECT coalesce(sum(CASE WHEN d.next_attempt_at <= {} THEN 1 ELSE 0 END), 0),
             coalesce(sum(CASE WHEN d.next_attempt_at > {} THEN 1 ELSE 0 END), 0),
             min(CASE WHEN d.next_attempt_at <= {} AND (p.paused_until IS NULL OR p.paused_until <= {})
                 THEN d.next_attempt_at END)
         FROM webhook_endpoints p JOIN webhook_deliveries d ON d.workspace_id = p.workspace_id AND d.endpoint_id = p.id
             AND d.status = 'pending'
         WHERE p.enabled = {}",
        now.ms(), now.ms(), now.ms(), now.ms(), true
    ))
    .await
}
