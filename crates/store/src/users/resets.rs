//! Links for new passwords: only the hash of each is kept.

use baton_core::{
    id::{JobId, UserId},
    time::Timestamp,
};
use baton_db::{Conn, Result, sql};
use uuid::Uuid;

/// A link that is about to be sent.
#[derive(Debug, Clone, Copy)]
pub struct NewReset<'a> {
    /// SHA-256 of what the link carries.
    pub token_hash: &'a [u8],
    /// The mail that it is sent with.
    pub request: JobId,
    /// Whose password it sets.
    pub user: UserId,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Keeps a link.
pub async fn insert(conn: &mut Conn<'_>, new: NewReset<'_>) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO password_resets (token_hash, request_id, user_id, expires_at) VALUES ({}, {}, {}, {})",
        new.token_hash,
        new.request.uuid(),
        new.user.uuid(),
        new.expires_at.ms()
    ))
    .await?;
    Ok(())
}

/// How many other mails with a link that still works somebody got.
pub async fn live(conn: &mut Conn<'_>, user: UserId, but: JobId, now: Timestamp) -> Result<i64> {
    conn.fetch_one(sql!(
        "SELECT count(DISTINCT request_id) FROM password_resets
         WHERE user_id = {} AND expires_at > {} AND request_id <> {}",
        user.uuid(),
        now.ms(),
        but.uuid()
    ))
    .await
}

/// Whose password a link sets, where it still works.
pub async fn find(
    conn: &mut Conn<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<UserId>> {
    let found: Option<Uuid> = conn
        .fetch_optional(sql!(
            "SELECT user_id FROM password_resets WHERE token_hash = {} AND expires_at > {}",
            token_hash,
            now.ms()
        ))
        .await?;
    Ok(found.map(UserId::from))
}

/// Uses a link up, and with it every other one of its person. `None`: somebody was faster, or it ran out.
pub async fn redeem(
    conn: &mut Conn<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<UserId>> {
    let used: Option<Uuid> = conn
        .fetch_optional(sql!(
            "DELETE FROM password_resets WHERE token_hash = {} AND expires_at > {} RETURNING user_id",
            token_hash,
            now.ms()
        ))
        .await?;
    if let Some(user) = used {
        conn.execute(sql!("DELETE FROM password_resets WHERE user_id = {}", user))
            .await?;
    }
    Ok(used.map(UserId::from))
}

/// Removes every link that ran out.
pub async fn sweep(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    conn.execute(sql!(
        "DELETE FROM password_resets WHERE expires_at <= {}",
        now.ms()
    ))
    .await
}
