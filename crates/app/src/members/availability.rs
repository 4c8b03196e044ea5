//! A teammate takes conversations, or takes none for a while.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::signal::Signal;
use baton_store::members::teammates;

impl App {
    /// Sets whether the caller takes conversations.
    pub async fn set_availability(&self, caller: &Caller, available: bool) -> Result<()> {
        let (workspace, user) = (caller.workspace, caller.person.id);
        let _share = self.budget.take(workspace)?;
        let since = (!available).then(|| self.clock.now());
        let news = self
            .db
            .write(async move |conn| {
                Ok::<_, AppError>(teammates::set_away(conn, workspace, user, since).await?)
            })
            .await?;
        if news {
            self.tell_of_teammate(workspace, user);
        }
        Ok(())
    }

    /// Says that somebody of the team came, went, or changed what they take: lists of teammates are asked for anew.
    pub fn tell_of_teammate(
        &self,
        workspace: baton_core::id::WorkspaceId,
        user_id: baton_core::id::UserId,
    ) {
        let online = self.presence.has_teammate(workspace, user_id);
        self.publish_signal(workspace, None, &Signal::Teammate { user_id, online });
    }
}
