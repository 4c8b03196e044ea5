//! A teammate removes a canned reply.

use super::load;
use crate::{App, Caller, error::Result};
use baton_core::id::CannedReplyId;
use baton_store::members::canned_replies;

impl App {
    /// Removes a reply of the team or of the caller.
    pub async fn delete_canned_reply(&self, caller: &Caller, id: CannedReplyId) -> Result<()> {
        let (asking, act) = (caller, ("canned_reply.delete", ("canned_reply", id.uuid())));
        let caller = caller.clone();
        self.privileged(asking, act, async move |unit| {
            load(unit, &caller, id).await?;
            canned_replies::delete(unit.conn, unit.workspace, id).await?;
            unit.audit(&caller.actor(), act.0, act.1).await
        })
        .await
    }
}
