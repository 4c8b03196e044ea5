//! The first run: a workspace, its owner, a first assistant.

use super::{
    found::{Founded, found},
    password::Password,
};
use crate::{
    App,
    error::{AppError, Result},
};
use baton_core::{
    actor::{Actor, Person},
    text::{Email, Invalid, Name},
};
use baton_store::{
    settings,
    users::{self, NewUser},
};
use std::collections::BTreeMap;

/// The setting that the first run takes. Of two at once the database lets one have it.
const TAKEN: &str = "setup_workspace";

/// What the first run asks for, as typed.
#[derive(Clone)]
pub struct Setup {
    /// The name of the workspace.
    pub workspace: String,
    /// The owner's name.
    pub name: String,
    /// The owner's address.
    pub email: String,
    /// The owner's password.
    pub password: String,
}

/// Leaves the password out.
impl std::fmt::Debug for Setup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Setup({:?}, {:?})", self.workspace, self.email)
    }
}

/// The same, checked.
struct Checked {
    workspace: Name,
    name: Name,
    email: Email,
    password: Password,
}

impl Setup {
    fn check(&self) -> Result<Checked> {
        let workspace = Name::parse(&self.workspace);
        let name = Name::parse(&self.name);
        let email = Email::parse(&self.email);
        let password = Password::choose(&self.password);
        match (workspace, name, email, password) {
            (Ok(workspace), Ok(name), Ok(email), Ok(password)) => Ok(Checked {
                workspace,
                name,
                email,
                password,
            }),
            (workspace, name, email, password) => Err(AppError::Invalid(
                [
                    refusal("workspace", workspace),
                    refusal("name", name),
                    refusal("email", email),
                    refusal("password", password),
                ]
                .into_iter()
                .flatten()
                .collect::<BTreeMap<_, _>>(),
            )),
        }
    }
}

fn refusal<T>(field: &'static str, parsed: Result<T, Invalid>) -> Option<(&'static str, String)> {
    parsed.err().map(|invalid| (field, invalid.0.to_owned()))
}

impl App {
    /// Whether this installation waits for its first run.
    pub async fn needs_setup(&self) -> Result<bool> {
        self.db
            .read(async |conn| {
                let taken = settings::get(conn, TAKEN).await?.is_some();
                Ok::<_, AppError>(!taken && !users::any(conn).await?)
            })
            .await
    }

    /// Sets this installation up. [`AppError::SetupDone`] ever after.
    pub async fn setup(&self, setup: Setup) -> Result<Founded> {
        if !self.needs_setup().await? {
            return Err(AppError::SetupDone);
        }
        let Checked {
            workspace,
            name,
            email,
            password,
        } = setup.check()?;
        let password_hash = self.hash(password).await?;
        let owner = NewUser {
            id: self.ids.next(),
            name,
            email,
            password_hash,
        };
        self.transact(self.ids.next(), async move |unit| {
            let id = unit.workspace.to_string();
            if !settings::claim(unit.conn, TAKEN, &id).await? || users::any(unit.conn).await? {
                return Err(AppError::SetupDone);
            }
            users::insert(unit.conn, &owner, unit.now).await?;
            let founded = found(unit, &workspace, owner.id).await?;
            let actor = Actor::person(&Person {
                id: owner.id,
                name: owner.name.into_string(),
            });
            let target = ("workspace", unit.workspace.uuid());
            unit.audit(&actor, "workspace.create", target).await?;
            Ok(founded)
        })
        .await
    }

    /// The hash of a new password.
    pub(super) async fn hash(&self, password: Password) -> Result<String> {
        let turn = self.passwords().turn().await?;
        turn.hash(password, self.ids.bytes()).await
    }
}
