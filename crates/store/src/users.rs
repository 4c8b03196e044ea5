//! People who can sign in. They belong to no workspace of their own; memberships tie them to some.

pub mod resets;

use baton_core::{
    id::UserId,
    text::{Email, Name},
    time::Timestamp,
};
use baton_db::{Conn, Result, row, sql};
use uuid::Uuid;

row! {
    /// A person who can sign in.
    #[derive(Debug, Clone)]
    pub struct User {
        /// Who.
        pub id: UserId = "id" as Uuid,
        /// As teammates read it.
        pub name: String = "name",
        /// Their address, lower case.
        pub email: String = "email",
    }
}

/// A person who is about to be added.
#[derive(Clone)]
pub struct NewUser {
    /// Who.
    pub id: UserId,
    /// As teammates read it.
    pub name: Name,
    /// Their address.
    pub email: Email,
    /// The hash of their password, in the PHC string format.
    pub password_hash: String,
}

/// Leaves the hash out.
impl std::fmt::Debug for NewUser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewUser({}, {})", self.id, self.email.as_str())
    }
}

/// Adds a person. `false`: somebody has this address already, and nothing changed.
pub async fn insert(conn: &mut Conn<'_>, user: &NewUser, now: Timestamp) -> Result<bool> {
    let added = conn
        .execute(sql!(
            "INSERT INTO users (id, email, name, password_hash, created_at) VALUES ({}, {}, {}, {}, {})
             ON CONFLICT (email) DO NOTHING",
            user.id.uuid(), user.email.as_str(), user.name.as_str(), &user.password_hash, now.ms()
        ))
        .await?;
    Ok(added == 1)
}

/// Whether anybody can sign in at all.
pub async fn any(conn: &mut Conn<'_>) -> Result<bool> {
    let first: Option<Uuid> = conn
        .fetch_optional(sql!("SELECT id FROM users LIMIT 1"))
        .await?;
    Ok(first.is_some())
}

/// A person by id.
pub async fn find(conn: &mut Conn<'_>, id: UserId) -> Result<Option<User>> {
    let mut q = User::select();
    sql!(q; " FROM users WHERE id = {}", id.uuid());
    conn.fetch_optional(q).await
}

/// A person by address.
pub async fn by_email(conn: &mut Conn<'_>, email: &Email) -> Result<Option<User>> {
    let mut q = User::select();
    sql!(q; " FROM users WHERE email = {}", email.as_str());
    conn.fetch_optional(q).await
}

/// The person with this address and the hash of their password, to prove who they are.
pub async fn credentials(conn: &mut Conn<'_>, email: &Email) -> Result<Option<(UserId, String)>> {
    let found: Option<(Uuid, String)> = conn
        .fetch_optional(sql!(
            "SELECT id, password_hash FROM users WHERE email = {}",
            email.as_str()
        ))
        .await?;
    Ok(found.map(|(id, hash)| (id.into(), hash)))
}

/// Changes how teammates read a person.
pub async fn rename(conn: &mut Conn<'_>, id: UserId, name: &Name) -> Result<()> {
    conn.execute(sql!(
        "UPDATE users SET name = {} WHERE id = {}",
        name.as_str(),
        id.uuid()
    ))
    .await?;
    Ok(())
}

/// Changes the hash of a person's password.
pub async fn set_password(conn: &mut Conn<'_>, id: UserId, hash: &str) -> Result<()> {
    conn.execute(sql!(
        "UPDATE users SET password_hash = {} WHERE id = {}",
        hash,
        id.uuid()
    ))
    .await?;
    Ok(())
}
