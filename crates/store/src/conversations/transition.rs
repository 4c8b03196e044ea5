//! Storing a change of holder, only where nobody was faster.

use baton_core::{
    conversation::{Status, Transition, WaitMode},
    id::{ConversationId, UserId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};
use uuid::Uuid;

/// Stores a transition where the epoch is still the one it was decided from. `false`: somebody was faster, decide anew.
///
/// This is the compare-and-set behind every claim: of two at once exactly one finds the old epoch.
pub async fn apply(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    transition: &Transition,
    now: Timestamp,
) -> Result<bool> {
    let to = &transition.to;
    let (claimed_by, claimed_at) = to.claimed.map(|(user, at)| (user.uuid(), at.ms())).unzip();
    let (escalated_at, reason) = to
        .escalated
        .as_ref()
        .map(|(at, reason)| (at.ms(), reason))
        .unzip();
    let changed = conn
        .execute(sql!(
            "UPDATE conversations SET status = {}, claimed_by_user_id = {}, claimed_at = {}, escalated_at = {},
                 reason_code = {}, reason_text = {}, waits = {}, resolved_at = {}, assigned_user_id = {}, epoch = {},
                 last_activity_at = {}, need = 0, need_signs = '', snoozed_until = NULL
             WHERE workspace_id = {} AND id = {} AND epoch = {}",
            to.status.as_str(), claimed_by, claimed_at, escalated_at, reason.map(|r| r.code.as_str()),
            reason.map(|r| r.text.clone()), to.waits.map(WaitMode::as_str), to.resolved_at.map(Timestamp::ms), to.assigned.map(UserId::uuid),
            to.epoch, now.ms(), workspace.uuid(), id.uuid(), transition.from_epoch
        ))
        .await?;
    Ok(changed == 1)
}

/// The open conversations that somebody holds.
pub async fn held_by(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Vec<ConversationId>> {
    let held: Vec<Uuid> = conn
        .fetch_all(sql!(
            "SELECT id FROM conversations WHERE workspace_id = {} AND claimed_by_user_id = {}",
            workspace.uuid(),
            user.uuid()
        ))
        .await?;
    Ok(held.into_iter().map(ConversationId::from).collect())
}

/// The open conversations that somebody is responsible for.
pub async fn assigned_to(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Vec<ConversationId>> {
    let assigned: Vec<Uuid> = conn
        .fetch_all(sql!(
            "SELECT id FROM conversations
             WHERE workspace_id = {} AND assigned_user_id = {} AND status = {} ORDER BY id",
            workspace.uuid(),
            user.uuid(),
            Status::Open.as_str()
        ))
        .await?;
    Ok(assigned.into_iter().map(ConversationId::from).collect())
}

/// Makes somebody responsible for nothing.
pub async fn unassign_all(conn: &mut Conn<'_>, workspace: WorkspaceId, user: UserId) -> Result<()> {
    conn.execute(sql!(
        "UPDATE conversations SET assigned_user_id = NULL WHERE workspace_id = {} AND assigned_user_id = {}",
        workspace.uuid(),
        user.uuid()
    ))
    .await?;
    Ok(())
}
