//! Somebody comes in who is not signed in: new here, or with the password of the account that they have.

use super::admit;
use crate::{
    App,
    error::{AppError, Result},
    members::{password::Password, session::Device, tell::tell},
};
use baton_core::{
    actor::{Actor, Person},
    id::UserId,
    team::member::MemberState,
    text::{Email, Name},
};
use baton_store::{
    members::invitations::Held,
    users::{self, NewUser},
};
use serde_json::json;
use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr},
};

/// What somebody chooses, or proves.
#[derive(Clone)]
pub struct Joining {
    /// From the link.
    pub token: String,
    /// As teammates will read it. `None`: they have an account already.
    pub name: Option<String>,
    /// Their password, a new one or the one that they have.
    pub password: String,
    /// Where they are.
    pub device: Device,
    /// The session that the browser carries already.
    pub previous: Option<String>,
}

/// Leaves the secrets out.
impl std::fmt::Debug for Joining {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Joining({:?})", self.name)
    }
}

impl App {
    /// Lets the address of an invitation in, with a new account or with the password of the one it has; answers the token of a
    /// session there. Guesses are counted as at the sign-in.
    pub async fn join(&self, joining: Joining) -> Result<String> {
        let held = self.held(&joining.token).await?;
        let email = Email::parse(&held.email).map_err(|_stored| AppError::NotFound)?;
        let workspace = held.workspace;
        let user = if let Some(name) = joining.name {
            let new = self.new_user(email, &name, &joining.password).await?;
            self.let_in(held, new.id, Some(new)).await?
        } else {
            let from = joining.device.address;
            let from = from.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
            let password = Password::given(joining.password);
            let known = self.prove(email, password, from).await?;
            self.let_in(held, known, None).await?
        };
        self.open_session_at(user, workspace, joining.previous.as_deref(), joining.device)
            .await
    }

    async fn new_user(&self, email: Email, name: &str, password: &str) -> Result<NewUser> {
        match (Name::parse(name), Password::choose(password)) {
            (Ok(name), Ok(password)) => Ok(NewUser {
                id: self.ids.next(),
                name,
                email,
                password_hash: self.hash(password).await?,
            }),
            (name, password) => {
                let wrong = [("name", name.err()), ("password", password.err())];
                let told = wrong
                    .into_iter()
                    .filter_map(|(field, why)| Some((field, why?.0.to_owned())));
                Err(AppError::Invalid(told.collect::<BTreeMap<_, _>>()))
            }
        }
    }

    async fn let_in(&self, held: Held, user: UserId, new: Option<NewUser>) -> Result<UserId> {
        self.transact(held.workspace, async move |unit| {
            if let Some(new) = &new
                && !users::insert(unit.conn, new, unit.now).await?
            {
                return Err(AppError::Conflict(
                    "There is an account with this address. Join with its password.",
                ));
            }
            admit(unit, &held, user).await?;
            let me = users::find(unit.conn, user).await?;
            let me = me.ok_or(AppError::NotFound)?;
            let actor = Actor::person(&Person {
                id: user,
                name: me.name,
            });
            let detail = json!({ "email": held.email, "role": held.role });
            unit.audit_with(&actor, "invitation.accept", ("user", user.uuid()), &detail)?;
            tell(unit, actor, user, MemberState::Active).await?;
            Ok(user)
        })
        .await
    }
}
