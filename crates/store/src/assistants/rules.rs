//! What came of behaviour rules, counted by day.

use baton_core::{
    id::{AssistantId, RuleId, WorkspaceId},
    lead::LeadStatus,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

const DAY_MS: i64 = 86_400_000;

/// What is counted at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Shown.
    pub shown: i64,
    /// A button of it pressed.
    pub clicked: i64,
    /// Led to a lead.
    pub led: i64,
}

row! {
    /// What came of one action of a rule.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Counted {
        /// The rule.
        pub rule: RuleId = "rule_id" as Uuid,
        /// Which of its actions, from 0.
        pub variant: i64 = "variant",
        /// How often it was shown.
        pub shown: i64 = "CAST(sum(shown) AS BIGINT)",
        /// How often a button of it was pressed.
        pub clicked: i64 = "CAST(sum(clicked) AS BIGINT)",
        /// How many leads it led to.
        pub led: i64 = "CAST(sum(led) AS BIGINT)",
    }
}

/// Adds to the counts of today.
pub async fn count(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (assistant, rule, variant): (AssistantId, RuleId, i64),
    count: Count,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO rule_counts (workspace_id, assistant_id, rule_id, variant, day, shown, clicked, led)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {})
         ON CONFLICT (workspace_id, assistant_id, rule_id, variant, day) DO UPDATE SET
             shown = rule_counts.shown + excluded.shown, clicked = rule_counts.clicked + excluded.clicked,
             led = rule_counts.led + excluded.led",
        workspace.uuid(), assistant.uuid(), rule.uuid(), variant, now.ms().div_euclid(DAY_MS), count.shown,
        count.clicked, count.led
    ))
    .await?;
    Ok(())
}

row! {
    /// How many leads that an action of a rule led to were won.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Won {
        /// The rule.
        pub rule: RuleId = "rule_id" as Uuid,
        /// Which of its actions, from 0.
        pub variant: i64 = "rule_variant",
        /// How many.
        pub won: i64 = "count(*)",
    }
}

/// The leads of the last days that an assistant's rules led to and that are won as they stand.
pub async fn won(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    assistant: AssistantId,
    days: i64,
    now: Timestamp,
) -> Result<Vec<Won>> {
    let first = (now.ms().div_euclid(DAY_MS) - days + 1) * DAY_MS;
    let mut q = Won::select();
    sql!(q; " FROM leads WHERE workspace_id = {} AND assistant_id = {} AND rule_id IS NOT NULL AND status = {}
        AND created_at >= {} GROUP BY rule_id, rule_variant",
        workspace.uuid(), assistant.uuid(), LeadStatus::Won.as_str(), first);
    conn.fetch_all(q).await
}

/// What came of an assistant's rules in the last days.
pub async fn counts(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    assistant: AssistantId,
    days: i64,
    now: Timestamp,
) -> Result<Vec<Counted>> {
    let mut q = Counted::select();
    sql!(q; " FROM rule_counts WHERE workspace_id = {} AND assistant_id = {} AND day > {}
        GROUP BY rule_id, variant ORDER BY rule_id, variant",
        workspace.uuid(), assistant.uuid(), now.ms().div_euclid(DAY_MS) - days);
    conn.fetch_all(q).await
}
