//! Adding people from the command line of the server.

use super::password::Password;
use crate::{
    App,
    error::{AppError, InField as _, Result},
};
use baton_core::{
    actor::Actor,
    id::{UserId, WorkspaceId},
    role::Role,
    text::{Email, Name},
};
use baton_store::{
    members,
    users::{self, NewUser},
    workspaces,
};

/// Somebody to be added, as typed.
#[derive(Clone)]
pub struct NewMember {
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their password.
    pub password: String,
    /// What they may do.
    pub role: Role,
}

/// Leaves the password out.
impl std::fmt::Debug for NewMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewMember({:?}, {})", self.email, self.role)
    }
}

/// Who was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Who.
    pub user: UserId,
    /// `false`: they could sign in before, and keep the name and the password that they had.
    pub is_new: bool,
}

impl App {
    /// Makes somebody a member of a workspace at once, without an invitation; who is one already gets the role. For the
    /// server's own command line: whoever may run it may do anything.
    pub async fn add_member(&self, workspace: WorkspaceId, new: NewMember) -> Result<Added> {
        if new.role == Role::Owner {
            return Err(AppError::invalid(
                "role",
                "A workspace has one owner already.",
            ));
        }
        let email = Email::parse(&new.email).in_field("email")?;
        let name = Name::parse(&new.name).in_field("name")?;
        let password = Password::choose(&new.password).in_field("password")?;
        let candidate = NewUser {
            id: self.ids.next(),
            name,
            email,
            password_hash: self.hash(password).await?,
        };
        self.transact(workspace, async move |unit| {
            workspaces::find(unit.conn, workspace)
                .await?
                .ok_or(AppError::NotFound)?;
            let is_new = users::insert(unit.conn, &candidate, unit.now).await?;
            let user = users::by_email(unit.conn, &candidate.email).await?;
            let user = user.ok_or(AppError::Contended)?.id;
            if !members::put(unit.conn, workspace, user, new.role, unit.now).await? {
                return Err(AppError::Conflict(
                    "They own this workspace, and stay its owner.",
                ));
            }
            unit.audit(&Actor::system(), "member.add", ("user", user.uuid()))
                .await?;
            Ok(Added { user, is_new })
        })
        .await
    }
}
