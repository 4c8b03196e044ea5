//! Somebody who can sign in already comes in.

use super::admit;
use crate::{
    App, Caller,
    error::{AppError, Result},
    members::{session::SignedIn, tell::tell},
};
use baton_core::team::member::MemberState;
use baton_store::{sessions, users};
use serde_json::json;

impl App {
    /// Accepts an invitation as who is signed in, whose address has to be the one that was invited, and turns their session
    /// to the workspace.
    pub async fn accept_invitation(&self, signed_in: SignedIn, token: &str) -> Result<Caller> {
        let held = self.held(token).await?;
        let SignedIn { session, caller } = signed_in;
        self.transact(held.workspace, async move |unit| {
            let me = users::find(unit.conn, caller.person.id).await?;
            let me = me.ok_or(AppError::Unauthorized)?;
            if me.email != held.email {
                return Err(AppError::Conflict(
                    "This invitation is for another address. Sign in with that one.",
                ));
            }
            admit(unit, &held, me.id).await?;
            if !sessions::turn(unit.conn, session, unit.workspace).await? {
                return Err(AppError::Unauthorized);
            }
            let target = ("user", me.id.uuid());
            let detail = json!({ "email": held.email, "role": held.role });
            unit.audit_with(&caller.actor(), "invitation.accept", target, &detail)?;
            tell(unit, caller.actor(), me.id, MemberState::Active).await?;
            Ok(Caller {
                workspace: unit.workspace,
                role: held.role,
                ..caller
            })
        })
        .await
    }
}
