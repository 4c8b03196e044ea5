//! A visitor clears their history, or wants to be forgotten.

use crate::{
    App, Visitor,
    error::{AppError, Result},
    revocation::Revocation,
};
use baton_core::actor::Actor;
use baton_store::{contacts, conversations};

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

    /// Erases the visitor with their conversations, messages and leads, and what their sockets hear.
    pub async fn forget_visitor(&self, visitor: Visitor) -> Result<()> {
        let Visitor {
            workspace, contact, ..
        } = visitor;
        let _share = self.budget.take(workspace)?;
        self.transact_slowly(workspace, async move |unit| {
            contacts::delete(unit.conn, workspace, contact).await?;
            // Who it was is forgotten; that somebody was is not.
            let actor = Actor::visitor(contact, None);
            let target = ("contact", contact.uuid());
            unit.audit(&actor, "contact.forget", target).await?;
            unit.revoke(Revocation::Visitor { workspace, contact });
            Ok(())
        })
        .await
    }
}
