//! A teammate puts canned replies into another order.

use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{id::CannedReplyId, role::Permission};
use baton_store::members::canned_replies::{self, CannedReply};

impl App {
    /// Puts replies into this order; the places that they had are given out anew among them, so that the others stay.
    pub async fn order_canned_replies(
        &self,
        caller: &Caller,
        ids: Vec<CannedReplyId>,
    ) -> Result<Vec<CannedReply>> {
        const ACTION: &str = "canned_reply.order";
        self.require(caller, Permission::ConversationReply, ACTION, None)
            .await?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let (workspace, user) = (unit.workspace, caller.person.id);
            let seen = canned_replies::list(unit.conn, workspace, user).await?;
            let place = |id: &CannedReplyId| seen.iter().find(|reply| reply.id == *id);
            let mut places = Vec::with_capacity(ids.len());
            for id in &ids {
                places.push(place(id).ok_or(AppError::NotFound)?.position);
            }
            places.sort_unstable();
            if places
                .windows(2)
                .any(|pair| matches!(pair, [a, b] if a == b))
            {
                return Err(AppError::invalid("ids", "Name each reply once."));
            }
            for (id, position) in ids.into_iter().zip(places) {
                canned_replies::place(unit.conn, workspace, id, position).await?;
            }
            let target = ("workspace", workspace.uuid());
            unit.audit(&caller.actor(), ACTION, target).await?;
            Ok(canned_replies::list(unit.conn, workspace, user).await?)
        })
        .await
    }
}
