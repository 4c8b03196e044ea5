//! A credential for a program is made.

use super::secret as shape;
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
    members::secret,
};
use baton_core::{
    role::{Permission, Role},
    text::Name,
};
use baton_store::api_tokens::{self, ApiToken, NewApiToken};

/// A token with its secret, which is shown this once.
#[derive(Clone)]
pub struct Issued {
    /// The token.
    pub token: ApiToken,
    /// What the program sends.
    pub secret: String,
}

/// Leaves the secret out.
impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Issued({})", self.token.id)
    }
}

impl App {
    /// Makes a token that may do what `role` allows, at most what the caller may.
    pub async fn create_api_token(
        &self,
        caller: &Caller,
        name: &str,
        role: Role,
    ) -> Result<Issued> {
        let name = Name::parse(name).in_field("name")?;
        self.require(caller, Permission::TokenManage, "api_token.create", None)
            .await?;
        if caller.role.at_most(role) != role {
            return Err(AppError::invalid(
                "role",
                "Choose a role that is not above your own.",
            ));
        }
        let secret = shape::draw(&self.ids);
        let token = ApiToken {
            id: self.ids.next(),
            name: name.into_string(),
            role,
            prefix: secret.chars().take(shape::SHOWN).collect(),
            created_at: self.clock.now(),
            last_used_at: None,
        };
        let (caller, kept, hash) = (caller.clone(), token.clone(), secret::hash(&secret));
        self.transact(caller.workspace, async move |unit| {
            let new = NewApiToken {
                shown: &kept,
                token_hash: &hash,
                created_by: caller.person.id,
            };
            api_tokens::insert(unit.conn, unit.workspace, new).await?;
            let target = ("api_token", kept.id.uuid());
            unit.audit(&caller.actor(), "api_token.create", target)
                .await
        })
        .await?;
        Ok(Issued { token, secret })
    }
}
