//! A teammate changes a canned reply.

use super::{body, load, owner, shortcut, taken};
use crate::{App, Caller, error::Result};
use baton_core::id::CannedReplyId;
use baton_store::members::canned_replies::{self, CannedReply};

/// What shall be different.
#[derive(Debug, Clone, Default)]
pub struct CannedReplyChange {
    /// What is typed after the slash.
    pub shortcut: Option<String>,
    /// Markdown, with variables in double braces.
    pub body: Option<String>,
    /// Whether the whole team has it.
    pub shared: Option<bool>,
}

impl App {
    /// Changes a reply of the team or of the caller.
    pub async fn update_canned_reply(
        &self,
        caller: &Caller,
        id: CannedReplyId,
        change: CannedReplyChange,
    ) -> Result<CannedReply> {
        let (asking, act) = (caller, ("canned_reply.update", ("canned_reply", id.uuid())));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            let mut reply = load(unit, &caller, id).await?;
            if let Some(text) = &change.shortcut {
                reply.shortcut = shortcut(text)?;
            }
            if let Some(text) = &change.body {
                reply.body = body(text)?;
            }
            if let Some(shared) = change.shared {
                reply.owner = owner(&caller, shared);
            }
            reply.updated_at = unit.now;
            taken(canned_replies::update(unit.conn, unit.workspace, &reply).await)?;
            unit.audit(&caller.actor(), act.0, act.1).await?;
            Ok(reply)
        })
        .await
    }
}
