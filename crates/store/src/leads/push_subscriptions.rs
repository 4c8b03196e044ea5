//! Browsers that take pushes. A subscription belongs to a person, and ends with the session that made it.

use baton_core::{
    id::{SessionId, UserId},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// A subscription.
    #[derive(Debug, Clone)]
    pub struct Kept {
        /// The subscription.
        pub id: Uuid = "p.id",
        /// The address of the push service.
        pub endpoint: String = "p.endpoint",
        /// The browser's public key.
        pub p256dh: String = "p.p256dh",
        /// The browser's secret.
        pub auth: String = "p.auth",
    }
}

/// Keeps a subscription of a person's session. The same browser again takes the place of what it was.
pub async fn put(
    conn: &mut Conn<'_>,
    (user, session): (UserId, SessionId),
    kept: &Kept,
    now: Timestamp,
) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, p256dh, auth, created_at)
         VALUES ({}, {}, {}, {}, {}, {}, {})
         ON CONFLICT (endpoint) DO UPDATE SET user_id = excluded.user_id, session_id = excluded.session_id,
             p256dh = excluded.p256dh, auth = excluded.auth",
        kept.id, user.uuid(), session.uuid(), &kept.endpoint, &kept.p256dh, &kept.auth, now.ms()
    ))
    .await?;
    Ok(())
}

/// Removes all but the newest subscriptions of a person.
pub async fn trim(conn: &mut Conn<'_>, user: UserId, keep: i64) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM push_subscriptions WHERE user_id = {} AND id NOT IN (
             SELECT id FROM push_subscriptions WHERE user_id = {} ORDER BY id DESC LIMIT {})",
        user.uuid(),
        user.uuid(),
        keep
    ))
    .await?;
    Ok(())
}

/// Removes a subscription of a person.
pub async fn remove(conn: &mut Conn<'_>, user: UserId, endpoint: &str) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM push_subscriptions WHERE user_id = {} AND endpoint = {}",
        user.uuid(),
        endpoint
    ))
    .await?;
    Ok(())
}

/// The subscriptions of a person whose sessions hold.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<Vec<Kept>> {
    let mut q = Kept::select();
    sql!(q; " FROM push_subscriptions p JOIN sessions s ON s.id = p.session_id
        WHERE p.user_id = {} AND s.expires_at > {} ORDER BY p.id", user.uuid(), now.ms());
    conn.fetch_all(q).await
}
