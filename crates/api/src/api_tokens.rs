//! Credentials for programs.

pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod revoke;

use baton_core::{id::ApiTokenId, role::Role, time::Timestamp};
use baton_store::api_tokens;
use serde::Serialize;
use utoipa::ToSchema;

/// A credential for programs, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApiToken {
    /// The token.
    id: ApiTokenId,
    /// What it is for.
    name: String,
    /// The most it may do.
    role: Role,
    /// First characters, to recognise it.
    prefix: String,
    /// When it was made.
    created_at: Timestamp,
    /// When it was last used, to the minute.
    last_used_at: Option<Timestamp>,
}

impl From<api_tokens::ApiToken> for ApiToken {
    fn from(token: api_tokens::ApiToken) -> Self {
        Self {
            id: token.id,
            name: token.name,
            role: token.role,
            prefix: token.prefix,
            created_at: token.created_at,
            last_used_at: token.last_used_at,
        }
    }
}
