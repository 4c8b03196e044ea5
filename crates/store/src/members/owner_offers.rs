//! A workspace that its owner offered to a member. There is one offer at most.

use baton_core::{
    id::{UserId, WorkspaceId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// An offer.
    #[derive(Debug, Clone)]
    pub struct Offer {
        /// The owner who offers.
        pub from: UserId = "o.from_user_id" as Uuid,
        /// Their name.
        pub from_name: String = "f.name",
        /// The member who may accept.
        pub to: UserId = "o.to_user_id" as Uuid,
        /// Their name.
        pub to_name: String = "t.name",
        /// Until when it can be accepted.
        pub expires_at: Timestamp = "o.expires_at" as i64,
    }
}

/// Offers a workspace; an earlier offer is void.
pub async fn put(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    (from, to): (UserId, UserId),
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO owner_offers (workspace_id, from_user_id, to_user_id, created_at, expires_at)
         VALUES ({}, {}, {}, {}, {})
         ON CONFLICT (workspace_id) DO UPDATE
         SET from_user_id = excluded.from_user_id, to_user_id = excluded.to_user_id, created_at = excluded.created_at,
             expires_at = excluded.expires_at",
        workspace.uuid(),
        from.uuid(),
        to.uuid(),
        now.ms(),
        expires_at.ms()
    ))
    .await?;
    Ok(())
}

/// The offer of a workspace that has not run out.
pub async fn find(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<Option<Offer>> {
    let mut q = Offer::select();
    sql!(q; " FROM owner_offers o JOIN users f ON f.id = o.from_user_id JOIN users t ON t.id = o.to_user_id
        WHERE o.workspace_id = {} AND o.expires_at > {}", workspace.uuid(), now.ms());
    conn.fetch_optional(q).await
}

/// Takes the offer of a workspace back. `false`: there is none.
pub async fn delete(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<bool> {
    let deleted = conn
        .execute(sql!(
            "DELETE FROM owner_offers WHERE workspace_id = {}",
            workspace.uuid()
        ))
        .await?;
    Ok(deleted == 1)
}

/// Takes the offer back where it was made to this member.
pub async fn forget(conn: &mut Conn<'_>, workspace: WorkspaceId, to: UserId) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM owner_offers WHERE workspace_id = {} AND to_user_id = {}",
        workspace.uuid(),
        to.uuid()
    ))
    .await?;
    Ok(())
}
