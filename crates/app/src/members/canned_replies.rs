//! Replies written once, for the team or for oneself.

pub mod create;
pub mod delete;
pub mod list;
pub mod order;
pub mod update;

use crate::{
    Caller,
    error::{AppError, InField as _, Result},
    unit::Unit,
};
use baton_core::{
    id::{CannedReplyId, UserId},
    role::Permission,
    team::canned::{Shortcut, VARIABLES, unknown_variable},
    text::Body,
};
use baton_db::DbError;
use baton_store::members::canned_replies::{self, CannedReply};

/// How many one teammate may see: more than anybody finds again.
const MOST: usize = 500;

/// One that the caller may use and change. What is somebody else's own does not exist.
async fn load(unit: &mut Unit<'_, '_>, caller: &Caller, id: CannedReplyId) -> Result<CannedReply> {
    let user = caller.person.id;
    let found = canned_replies::find(unit.conn, unit.workspace, user, id).await?;
    let reply = found.ok_or(AppError::NotFound)?;
    caller.require(Permission::ConversationReply)?;
    Ok(reply)
}

fn shortcut(text: &str) -> Result<String> {
    let shortcut = Shortcut::parse(text).in_field("shortcut")?;
    Ok(shortcut.into_string())
}

fn body(text: &str) -> Result<String> {
    let body = Body::parse(text).in_field("body")?;
    if let Some(name) = unknown_variable(body.as_str()) {
        let known = VARIABLES.join(", ");
        let hint = format!("Nothing stands for {{{{{name}}}}}. Use one of: {known}.");
        return Err(AppError::invalid("body", hint));
    }
    Ok(body.into_string())
}

fn owner(caller: &Caller, shared: bool) -> Option<UserId> {
    (!shared).then_some(caller.person.id)
}

/// A shortcut stands for one reply.
fn taken(outcome: baton_db::Result<()>) -> Result<()> {
    match outcome {
        Err(DbError::Conflict { .. }) => Err(AppError::invalid(
            "shortcut",
            "This shortcut is taken. Choose another one.",
        )),
        outcome => Ok(outcome?),
    }
}
