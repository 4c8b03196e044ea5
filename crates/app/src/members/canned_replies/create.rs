//! A teammate writes a reply down.

use super::{MOST, body, owner, shortcut, taken};
use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::role::Permission;
use baton_store::members::canned_replies::{self, CannedReply};

/// A reply to be kept.
#[derive(Debug, Clone)]
pub struct NewCannedReply {
    /// What is typed after the slash.
    pub shortcut: String,
    /// Markdown, with variables in double braces.
    pub body: String,
    /// Whether the whole team has it.
    pub shared: bool,
}

impl App {
    /// Keeps a reply, after all others.
    pub async fn create_canned_reply(
        &self,
        caller: &Caller,
        new: NewCannedReply,
    ) -> Result<CannedReply> {
        const ACTION: &str = "canned_reply.create";
        self.require(caller, Permission::ConversationReply, ACTION, None)
            .await?;
        let (shortcut, body) = (shortcut(&new.shortcut)?, body(&new.body)?);
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let user = caller.person.id;
            let others = canned_replies::list(unit.conn, unit.workspace, user).await?;
            if others.len() >= MOST {
                let full = "There are 500 canned replies. Delete some first.";
                return Err(AppError::Conflict(full));
            }
            let last = others.iter().map(|reply| reply.position).max();
            let reply = CannedReply {
                id: unit.ids.next(),
                owner: owner(&caller, new.shared),
                shortcut,
                body,
                position: last.unwrap_or_default() + 1,
                created_at: unit.now,
                updated_at: unit.now,
            };
            taken(canned_replies::insert(unit.conn, unit.workspace, &reply).await)?;
            let target = ("canned_reply", reply.id.uuid());
            unit.audit(&caller.actor(), ACTION, target).await?;
            Ok(reply)
        })
        .await
    }
}
