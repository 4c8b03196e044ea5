//! A further workspace of the same installation.

use super::{found::found, session::SignedIn};
use crate::{
    App, Caller,
    error::{AppError, InField as _, Result},
};
use baton_core::{
    id::WorkspaceId,
    role::{Permission, Role},
    text::Name,
};
use baton_store::sessions;

impl App {
    /// Makes a workspace that the caller owns, and turns their session to it. For those who manage the workspace they look
    /// at: guests of one do not found others.
    pub async fn create_workspace(&self, signed_in: SignedIn, name: &str) -> Result<Caller> {
        let SignedIn { session, caller } = signed_in;
        let name = Name::parse(name).in_field("name")?;
        self.require(
            &caller,
            Permission::WorkspaceManage,
            "workspace.create",
            None,
        )
        .await?;
        let workspace: WorkspaceId = self.ids.next();
        self.transact(workspace, async move |unit| {
            found(unit, &name, caller.person.id).await?;
            if !sessions::turn(unit.conn, session, workspace).await? {
                return Err(AppError::Unauthorized);
            }
            let target = ("workspace", workspace.uuid());
            unit.audit(&caller.actor(), "workspace.create", target)
                .await?;
            Ok(Caller {
                workspace,
                role: Role::Owner,
                ..caller
            })
        })
        .await
    }
}
