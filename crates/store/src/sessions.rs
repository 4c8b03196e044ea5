//! Sign-ins: one row for each browser. A session belongs to a person and looks at one workspace at a time; what they may
//! do there is asked anew each time.

use crate::people::Standing;
use baton_core::{
    id::{SessionId, UserId, WorkspaceId},
    role::Role,
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// A session with the standing that its person has right now.
    #[derive(Debug, Clone)]
    pub struct Live {
        /// The session.
        pub id: SessionId = "s.id" as Uuid,
        /// The workspace it looks at.
        pub workspace: WorkspaceId = "s.workspace_id" as Uuid,
        /// Who.
        pub user: UserId = "u.id" as Uuid,
        /// As teammates read it.
        pub name: String = "u.name",
        /// What they may do.
        pub role: Role = "wu.role" as str,
        /// When it was last written down as seen.
        pub last_seen_at: Timestamp = "s.last_seen_at" as i64,
    }
}

/// A session that is about to begin.
#[derive(Debug, Clone, Copy)]
pub struct NewSession<'a> {
    /// The session.
    pub id: SessionId,
    /// SHA-256 of what the browser carries.
    pub token_hash: &'a [u8],
    /// Who.
    pub user: UserId,
    /// The workspace it looks at.
    pub workspace: WorkspaceId,
    /// Until when, unless it is seen again.
    pub expires_at: Timestamp,
    /// Browser and system in words.
    pub device: Option<&'a str>,
    /// Where it was begun.
    pub address: Option<&'a str>,
}

row! {
    /// A session as its person sees it.
    #[derive(Debug, Clone)]
    pub struct Session {
        /// The session.
        pub id: SessionId = "s.id" as Uuid,
        /// Browser and system in words.
        pub device: Option<String> = "s.device",
        /// Where it was begun.
        pub address: Option<String> = "s.address",
        /// When it was begun.
        pub created_at: Timestamp = "s.created_at" as i64,
        /// When it was last written down as seen.
        pub last_seen_at: Timestamp = "s.last_seen_at" as i64,
    }
}

/// Begins a session.
pub async fn insert(conn: &mut Conn<'_>, new: NewSession<'_>, now: Timestamp) -> Result<()> {
    conn.execute(sql!(
        "INSERT INTO sessions (id, token_hash, user_id, workspace_id, created_at, last_seen_at, expires_at, device,
             address)
         VALUES ({}, {}, {}, {}, {}, {}, {}, {}, {})",
        new.id.uuid(), new.token_hash, new.user.uuid(), new.workspace.uuid(), now.ms(), now.ms(), new.expires_at.ms(),
        new.device, new.address
    ))
    .await?;
    Ok(())
}

/// The session of a token; `None` where it ended, ran out, or its person is no member of its workspace any more.
pub async fn resolve(
    conn: &mut Conn<'_>,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<Live>> {
    let mut q = Live::select();
    sql!(q; " FROM sessions s JOIN users u ON u.id = s.user_id
        JOIN workspace_users wu ON wu.workspace_id = s.workspace_id AND wu.user_id = s.user_id
        WHERE s.token_hash = {} AND s.expires_at > {} AND wu.accepted_at IS NOT NULL AND wu.suspended_at IS NULL", token_hash, now.ms())
    .global();
    conn.fetch_optional(q).await
}

/// The standing that the person of a session has in a workspace right now; `None` where the session ended or ran out, or
/// they are no member of it.
pub async fn standing(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    id: SessionId,
    now: Timestamp,
) -> Result<Option<Standing>> {
    let mut q = Standing::select();
    sql!(q; " FROM sessions s JOIN workspace_users wu ON wu.user_id = s.user_id JOIN users u ON u.id = s.user_id
        WHERE wu.workspace_id = {} AND s.id = {} AND s.expires_at > {} AND wu.accepted_at IS NOT NULL AND wu.suspended_at IS NULL",
        workspace.uuid(), id.uuid(), now.ms());
    conn.fetch_optional(q).await
}

/// Which of these sessions hold, each with the workspaces that their person is a member of.
pub async fn holding(
    conn: &mut Conn<'_>,
    ids: &[SessionId],
    now: Timestamp,
) -> Result<Vec<(SessionId, WorkspaceId)>> {
    let mut q = sql!(
        "SELECT s.id, wu.workspace_id FROM sessions s JOIN workspace_users wu ON wu.user_id = s.user_id
         WHERE s.expires_at > {} AND wu.accepted_at IS NOT NULL AND wu.suspended_at IS NULL AND s.id IN ",
        now.ms()
    );
    q.list(ids.iter().map(|id| id.uuid())).global();
    let found: Vec<(Uuid, Uuid)> = conn.fetch_all(q).await?;
    let typed = found.into_iter().map(|(id, at)| (id.into(), at.into()));
    Ok(typed.collect())
}

/// The workspace that a session of this person looks at.
pub async fn looks_at(
    conn: &mut Conn<'_>,
    token_hash: &[u8],
    user: UserId,
) -> Result<Option<WorkspaceId>> {
    let found: Option<Uuid> = conn
        .fetch_optional(sql!(
            "SELECT workspace_id FROM sessions WHERE token_hash = {} AND user_id = {}",
            token_hash,
            user.uuid()
        ))
        .await?;
    Ok(found.map(WorkspaceId::from))
}

/// Notes that a session was seen and moves its end, unless it was noted after `before`.
pub async fn touch(
    conn: &mut Conn<'_>,
    id: SessionId,
    before: Timestamp,
    (now, expires_at): (Timestamp, Timestamp),
) -> Result<()> {
    conn.execute(sql!(
        "UPDATE sessions SET last_seen_at = {}, expires_at = {} WHERE id = {} AND last_seen_at <= {}",
        now.ms(), expires_at.ms(), id.uuid(), before.ms()
    ))
    .await?;
    Ok(())
}

/// Turns a session to another workspace. `false`: it ended meanwhile.
pub async fn turn(conn: &mut Conn<'_>, id: SessionId, workspace: WorkspaceId) -> Result<bool> {
    let turned = conn
        .execute(sql!(
            "UPDATE sessions SET workspace_id = {} WHERE id = {}",
            workspace.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(turned == 1)
}

/// Ends the session of a token; answers which, where there is one.
pub async fn end(conn: &mut Conn<'_>, token_hash: &[u8]) -> Result<Option<SessionId>> {
    let ended: Option<Uuid> = conn
        .fetch_optional(sql!(
            "DELETE FROM sessions WHERE token_hash = {} RETURNING id",
            token_hash
        ))
        .await?;
    Ok(ended.map(SessionId::from))
}

/// Ends every session of a person.
pub async fn end_all(conn: &mut Conn<'_>, user: UserId) -> Result<u64> {
    conn.execute(sql!("DELETE FROM sessions WHERE user_id = {}", user.uuid()))
        .await
}

/// Removes every session that ran out; answers how many.
pub async fn sweep_all(conn: &mut Conn<'_>, now: Timestamp) -> Result<u64> {
    conn.execute(sql!(
        "DELETE FROM sessions WHERE expires_at <= {}",
        now.ms()
    ))
    .await
}

/// Removes the sessions of a person that ran out.
pub async fn sweep(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM sessions WHERE user_id = {} AND expires_at <= {}",
        user.uuid(),
        now.ms()
    ))
    .await?;
    Ok(())
}

/// The sessions of a person that hold, the one seen last first.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<Vec<Session>> {
    let mut q = Session::select();
    sql!(q; " FROM sessions s WHERE s.user_id = {} AND s.expires_at > {} ORDER BY s.last_seen_at DESC, s.id DESC",
        user.uuid(), now.ms());
    conn.fetch_all(q).await
}

/// Ends one session of a person. `false`: it is none of theirs, or ended already.
pub async fn end_of(conn: &mut Conn<'_>, user: UserId, id: SessionId) -> Result<bool> {
    let ended = conn
        .execute(sql!(
            "DELETE FROM sessions WHERE user_id = {} AND id = {}",
            user.uuid(),
            id.uuid()
        ))
        .await?;
    Ok(ended == 1)
}

/// Ends every session of a person but one; answers which.
pub async fn end_others(
    conn: &mut Conn<'_>,
    user: UserId,
    kept: SessionId,
) -> Result<Vec<SessionId>> {
    let ended: Vec<Uuid> = conn
        .fetch_all(sql!(
            "DELETE FROM sessions WHERE user_id = {} AND id <> {} RETURNING id",
            user.uuid(),
            kept.uuid()
        ))
        .await?;
    Ok(ended.into_iter().map(SessionId::from).collect())
}

/// Ends the sessions of a person that look at a workspace.
pub async fn end_in(conn: &mut Conn<'_>, workspace: WorkspaceId, user: UserId) -> Result<()> {
    conn.execute(sql!(
        "DELETE FROM sessions WHERE workspace_id = {} AND user_id = {}",
        workspace.uuid(),
        user.uuid()
    ))
    .await?;
    Ok(())
}
