//! Taking conversations out as a file.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{id::ConversationId, role::Permission};
use baton_store::conversations::{self, Conversation};
use serde_json::json;

const ACTION: &str = "conversation.export";

impl App {
    /// Allows the caller to take all conversations out, and writes down that they do.
    pub async fn begin_export(&self, caller: &Caller, format: &str) -> Result<()> {
        self.require(caller, Permission::ConversationExport, ACTION, None)
            .await?;
        let (actor, detail) = (caller.actor(), json!({"format": format}));
        self.transact(caller.workspace, async move |unit| {
            let target = ("workspace", unit.workspace.uuid());
            unit.audit_with(&actor, ACTION, target, &detail)
        })
        .await
    }

    /// Allows the caller to take one conversation out, and writes down that they do.
    pub async fn begin_export_of(
        &self,
        caller: &Caller,
        id: ConversationId,
        format: &str,
    ) -> Result<Conversation> {
        let (asking, detail) = (caller.clone(), json!({"format": format}));
        let target = ("conversation", id.uuid());
        let outcome = self
            .transact(caller.workspace, async move |unit| {
                let found = conversations::find(unit.conn, unit.workspace, id).await?;
                let found = found.filter(|_| !id.is_trial());
                let conversation = found.ok_or(AppError::NotFound)?;
                asking.require(Permission::ConversationExport)?;
                unit.audit_with(&asking.actor(), ACTION, target, &detail)?;
                Ok(conversation)
            })
            .await;
        self.audited(caller, ACTION, target, outcome).await
    }
}
