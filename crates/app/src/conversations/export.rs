//! Taking conversations out as a file.

use crate::{App, Caller, error::Result};
use baton_core::role::Permission;
use serde_json::json;

impl App {
    /// Allows the caller to take all conversations out, and writes down that they do.
    pub async fn begin_export(&self, caller: &Caller, format: &str) -> Result<()> {
        const ACTION: &str = "conversation.export";
        self.require(caller, Permission::ConversationExport, ACTION, None)
            .await?;
        let (actor, detail) = (caller.actor(), json!({"format": format}));
        self.transact(caller.workspace, async move |unit| {
            let target = ("workspace", unit.workspace.uuid());
            unit.audit_with(&actor, ACTION, target, &detail)
        })
        .await
    }
}
