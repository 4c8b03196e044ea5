//! Alerts: raised with what they tell of, taken up step by step, acknowledged once.

mod people;
mod steps;
mod wishes;

pub use people::{candidates, heard_from};
pub use steps::{last_alerted, take, taken, taken_of};
pub use wishes::{plan, seen_up_to, set_plan, set_seen, set_wishes, wishes, wishes_of};

use baton_core::{
    alert::{AcknowledgedBy, AlertKind},
    id::{AlertId, ConversationId, LeadId, NoteId, UserId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use uuid::Uuid;

row! {
    /// An alert.
    #[derive(Debug, Clone)]
    pub struct Alert {
        /// The alert.
        pub id: AlertId = "a.id" as Uuid,
        /// Of what.
        pub kind: AlertKind = "a.kind" as str,
        /// The lead.
        pub lead_id: Option<LeadId> = "a.lead_id" as Option<Uuid>,
        /// The conversation.
        pub conversation_id: Option<ConversationId> = "a.conversation_id" as Option<Uuid>,
        /// Whose own it is; none where it is the team's.
        pub for_user: Option<UserId> = "a.for_user_id" as Option<Uuid>,
        /// The note that it tells of.
        pub note_id: Option<NoteId> = "a.note_id" as Option<Uuid>,
        /// The teammate who raised it: they know already.
        pub raised_by: Option<UserId> = "a.raised_by_user_id" as Option<Uuid>,
        /// Their name.
        pub raised_name: Option<String> = "r.name",
        /// When somebody acknowledged it.
        pub acknowledged_at: Option<Timestamp> = "a.acknowledged_at" as Option<i64>,
        /// Who.
        pub acknowledged_by: Option<UserId> = "a.acknowledged_by_user_id" as Option<Uuid>,
        /// Their name.
        pub acknowledged_name: Option<String> = "u.name",
        /// By what.
        pub acknowledged_how: Option<AcknowledgedBy> = "a.acknowledged_how" as Option<str>,
        /// When it ended without: nobody has to see it any more.
        pub closed_at: Option<Timestamp> = "a.closed_at" as Option<i64>,
        /// Whether the team was told by mail as it was raised.
        pub is_mailed: bool = "a.is_mailed",
        /// When it was raised.
        pub created_at: Timestamp = "a.created_at" as i64,
    }
}

const FROM: &str = " FROM alerts a LEFT JOIN users u ON u.id = a.acknowledged_by_user_id
    LEFT JOIN users r ON r.id = a.raised_by_user_id";

impl Alert {
    /// Whether somebody still has to see it.
    pub const fn is_open(&self) -> bool {
        self.acknowledged_at.is_none() && self.closed_at.is_none()
    }
}

/// What an alert is about.
#[derive(Debug, Clone, Copy)]
pub enum About {
    /// One alert.
    Alert(AlertId),
    /// The alerts of a lead.
    Lead(LeadId),
    /// The alerts of a conversation.
    Conversation(ConversationId),
}

impl About {
    fn narrow(self, q: &mut Sql) {
        match self {
            Self::Alert(id) => sql!(q; " AND id = {}", id.uuid()),
            Self::Lead(id) => sql!(q; " AND lead_id = {}", id.uuid()),
            Self::Conversation(id) => sql!(q; " AND conversation_id = {}", id.uuid()),
        };
    }
}

/// Raises an alert.
pub async fn insert(conn: &mut Conn<'_>, workspace: WorkspaceId, alert: &Alert) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO alerts (id, workspace_id, kind, lead_id, conversation_id, for_user_id, note_id, raised_by_user_id,
             created_at, is_mailed)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {}, {})",
        alert.id.uuid(), workspace.uuid(), alert.kind.as_str(), alert.lead_id.map(LeadId::uuid),
        alert.conversation_id.map(ConversationId::uuid), alert.for_user.map(UserId::uuid),
        alert.note_id.map(NoteId::uuid), alert.raised_by.map(UserId::uuid), alert.created_at.ms(),
        alert.is_mailed
    ))
    .await?;
    Ok(())
}

/// One alert.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: AlertId,
) -> Result<Option<Alert>> {
    let mut q = Alert::select();
    sql!(q; FROM);
    sql!(q; " WHERE a.workspace_id = {} AND a.id = {}", workspace.uuid(), id.uuid());
    conn.fetch_optional(q).await
}

/// The newest alerts of a workspace that `user` may read: the team's and their own.
pub async fn recent(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    limit: i64,
) -> Result<Vec<Alert>> {
    let mut q = Alert::select();
    sql!(q; FROM);
    sql!(q; " WHERE a.workspace_id = {} AND (a.for_user_id IS NULL OR a.for_user_id = {})
        ORDER BY a.created_at DESC, a.id DESC LIMIT {}", workspace.uuid(), user.uuid(), limit);
    conn.fetch_all(q).await
}

/// The alerts of a lead or of a conversation that `user` may read, newest first, ten at most.
pub async fn about(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
    what: About,
) -> Result<Vec<Alert>> {
    let mut q = Alert::select();
    sql!(q; FROM);
    sql!(q; " WHERE a.workspace_id = {} AND (a.for_user_id IS NULL OR a.for_user_id = {})", workspace.uuid(), user.uuid());
    match what {
        About::Alert(id) => sql!(q; " AND a.id = {}", id.uuid()),
        About::Lead(id) => sql!(q; " AND a.lead_id = {}", id.uuid()),
        About::Conversation(id) => sql!(q; " AND a.conversation_id = {}", id.uuid()),
    };
    sql!(q; " ORDER BY a.created_at DESC, a.id DESC LIMIT 10");
    conn.fetch_all(q).await
}

/// Locks an alert until the end of the transaction, where it is still open. Whoever acknowledges takes the same lock, so
/// that no step is taken beside or after an acknowledgement.
pub async fn hold(conn: &mut Conn<'_>, workspace: WorkspaceId, id: AlertId) -> Result<bool> {
    let held = conn
        .execute(sql!(
            "UPDATE alerts SET kind = kind WHERE workspace_id = {} AND id = {} AND acknowledged_at IS NULL
                 AND closed_at IS NULL",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(held == 1)
}

row! {
    /// An alert that was acknowledged just now.
    #[derive(Debug, Clone, Copy)]
    pub struct Ended {
        /// The alert.
        pub id: AlertId = "id" as Uuid,
        /// The lead.
        pub lead_id: Option<LeadId> = "lead_id" as Option<Uuid>,
        /// The conversation.
        pub conversation_id: Option<ConversationId> = "conversation_id" as Option<Uuid>,
    }
}

/// Who acknowledges.
#[derive(Debug, Clone, Copy)]
pub struct By {
    /// Who.
    pub user: UserId,
    /// By what.
    pub how: AcknowledgedBy,
    /// Whether they speak for the team; else what they see ends only what is their own.
    pub for_team: bool,
}

/// Acknowledges the open alerts about something; answers which. What is one person's own only they end.
pub async fn acknowledge(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    what: About,
    by: By,
    now: Timestamp,
) -> Result<Vec<Ended>> {
    let mut q = sql!(
        "UPDATE alerts SET acknowledged_at = {}, acknowledged_by_user_id = {}, acknowledged_how = {}
         WHERE workspace_id = {} AND acknowledged_at IS NULL AND closed_at IS NULL",
        now.ms(),
        by.user.uuid(),
        by.how.as_str(),
        workspace.uuid()
    );
    what.narrow(&mut q);
    if by.for_team {
        sql!(q; " AND (for_user_id IS NULL OR for_user_id = {})", by.user.uuid());
    } else {
        sql!(q; " AND for_user_id = {}", by.user.uuid());
    }
    sql!(q; " RETURNING ");
    sql!(q; Ended::COLUMNS);
    conn.fetch_all(q).await
}

/// Ends the open alerts of a kind about something without anybody: there is nothing to see any more.
pub async fn close(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (kind, what): (AlertKind, About),
    now: Timestamp,
) -> Result<()> {
    let mut q = sql!(
        "UPDATE alerts SET closed_at = {} WHERE workspace_id = {} AND kind = {} AND acknowledged_at IS NULL
             AND closed_at IS NULL",
        now.ms(),
        workspace.uuid(),
        kind.as_str()
    );
    what.narrow(&mut q);
    conn.execute(q).await?;
    Ok(())
}
