//! A visitor clears their history.

use crate::{
    App, Visitor,
    error::{AppError, Result},
};
use baton_store::conversations;

impl App {
    /// Hides what was said so far from the visitor and from the model; the team keeps it.
    pub async fn clear_history(&self, visitor: Visitor) -> Result<()> {
        let Visitor {
            workspace,
            conversation,
            ..
        } = visitor;
        let _share = self.budget.take(workspace)?;
        self.db
            .write(async move |conn| {
                Ok::<_, AppError>(conversations::clear(conn, workspace, conversation).await?)
            })
            .await
    }
}
