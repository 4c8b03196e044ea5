//! Looking at another workspace.

use super::session::SignedIn;
use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::id::WorkspaceId;
use baton_store::{people, sessions};

impl App {
    /// Turns a session to another workspace of its person; answers them with the role that they have there. One that is
    /// not theirs does not exist.
    pub async fn switch_workspace(
        &self,
        signed_in: SignedIn,
        workspace: WorkspaceId,
    ) -> Result<Caller> {
        let SignedIn { session, caller } = signed_in;
        self.db
            .write(async move |conn| {
                let found = people::standing(conn, workspace, caller.person.id).await?;
                let standing = found.ok_or(AppError::NotFound)?;
                if !sessions::turn(conn, session, workspace).await? {
                    return Err(AppError::Unauthorized);
                }
                Ok(Caller {
                    workspace,
                    role: standing.role,
                    ..caller
                })
            })
            .await
    }
}
