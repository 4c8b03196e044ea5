//! Conversations that are put away until a time. What the visitor writes and every change of holder end that, in the
//! statement that stores them.

use baton_core::{
    conversation::Status,
    id::{ConversationId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};

/// Puts an open conversation away, where its visitor wrote nothing after the message `seen`. `false`: they did.
pub async fn put(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    (until, seen): (Timestamp, i64),
) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "UPDATE conversations SET snoozed_until = {} WHERE workspace_id = {} AND id = {} AND status = {}
                 AND visitor_seq <= {}",
            until.ms(),
            workspace.uuid(),
            id.uuid(),
            Status::Open.as_str(),
            seen
        ))
        .await?;
    Ok(changed == 1)
}

/// Takes it out again where it was put away. `false`: it was not.
pub async fn end(conn: &mut Conn<'_>, workspace: WorkspaceId, id: ConversationId) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "UPDATE conversations SET snoozed_until = NULL
             WHERE workspace_id = {} AND id = {} AND snoozed_until IS NOT NULL",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(changed == 1)
}

/// Brings it back, to the top, where it is put away until exactly `until`. `false`: it came back before, or was put away
/// anew.
pub async fn wake(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: ConversationId,
    (until, now): (Timestamp, Timestamp),
) -> Result<bool> {
    let changed = conn
        .execute(sql!(
            "UPDATE conversations SET snoozed_until = NULL, last_activity_at = {}
             WHERE workspace_id = {} AND id = {} AND snoozed_until = {}",
            now.ms(),
            workspace.uuid(),
            id.uuid(),
            until.ms()
        ))
        .await?;
    Ok(changed == 1)
}
