//! The first run: what a new workspace has done, as it really is.

use crate::{App, Caller, error::Result};
use baton_core::{
    id::{ConversationId, WorkspaceId},
    role::Permission::WorkspaceManage,
};
use baton_store::{
    conversations::practice,
    workspaces::onboarding::{self, Noted, Steps},
};

impl App {
    /// Which steps the caller's workspace has taken, and in which conversation the caller practises.
    pub async fn onboarding(&self, caller: &Caller) -> Result<(Steps, Option<ConversationId>)> {
        let (workspace, ours) = (caller.workspace, self.public_origin.clone());
        let user = caller.person.id;
        let read = async move |conn: &mut baton_db::Conn<'_>| {
            let steps = onboarding::steps(conn, workspace, &ours).await?;
            let practising = practice::running(conn, workspace, user).await?;
            Ok::<_, baton_db::DbError>((steps, practising))
        };
        Ok(self.db.read(read).await?)
    }

    /// Puts the list away, for everybody of the workspace.
    pub async fn dismiss_onboarding(&self, caller: &Caller) -> Result<()> {
        self.require(caller, WorkspaceManage, "onboarding.dismiss", None)
            .await?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            onboarding::note(unit.conn, unit.workspace, Noted::Dismissed, unit.now).await?;
            let target = ("workspace", unit.workspace.uuid());
            unit.audit(&caller.actor(), "onboarding.dismiss", target)
                .await
        })
        .await
    }

    /// Notes in the background that a question was tried out.
    pub(crate) fn note_question(&self, workspace: WorkspaceId) {
        let (app, now) = (self.clone(), self.clock.now());
        self.tasks.spawn(async move {
            let noted = app
                .db
                .write(async move |conn| {
                    onboarding::note(conn, workspace, Noted::Question, now).await
                })
                .await;
            if let Err(error) = noted {
                tracing::warn!(%error, "a step of the first run could not be noted");
            }
        });
    }
}
