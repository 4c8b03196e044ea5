//! The one way in which what was said goes, whoever asks for it: little at a time, and everywhere.

use crate::{
    App,
    error::Result,
    revocation::Revocation,
    unit::{Place, Unit},
    work::erase_events,
};
use baton_core::{
    actor::Actor,
    event::Event,
    id::{ConversationId, WorkspaceId},
};
use baton_db::Conn;
use baton_store::{
    analytics,
    conversations::delete::{self as store, Deleted},
    events::erase,
    jobs,
};
use serde::{Deserialize, Serialize};

/// Messages that one transaction deletes at most: no lock is held for longer than some 100 ms, measured over 1M conversations.
const TOGETHER: i64 = 500;

/// What was erased.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Conversations with all that was in them.
    pub conversations: i64,
    /// Their messages.
    pub messages: i64,
    /// Leads.
    pub leads: i64,
    /// Mails that were not sent yet, or could not be.
    pub mails: i64,
}

impl Erased {
    /// Both.
    pub(crate) const fn and(self, more: Self) -> Self {
        Self {
            conversations: self.conversations + more.conversations,
            messages: self.messages + more.messages,
            leads: self.leads + more.leads,
            mails: self.mails + more.mails,
        }
    }
}

impl App {
    /// Deletes what was said in the long ones of these conversations, oldest first and little at a time, so that what is left
    /// goes at once; answers how much that is. Where it is cut off, deleting them once more goes on.
    pub(crate) async fn shorten(
        &self,
        workspace: WorkspaceId,
        ids: Vec<ConversationId>,
    ) -> Result<Vec<(ConversationId, i64)>> {
        let read = async move |conn: &mut Conn<'_>| store::sizes(conn, workspace, &ids).await;
        let mut sizes = self.db.read(read).await?;
        for (id, messages) in &mut sizes {
            while *messages > TOGETHER {
                let id = *id;
                let step = async move |unit: &mut Unit<'_, '_>| {
                    Ok(store::delete_messages(unit.conn, unit.workspace, id, TOGETHER).await?)
                };
                let gone = self.transact_slowly(workspace, step).await?;
                *messages = if gone < TOGETHER { 0 } else { *messages - gone };
            }
        }
        Ok(sizes)
    }
}

/// Erases these conversations of a workspace, short ones: see [`App::shorten`]. Answers which there were.
pub(crate) async fn conversations(
    unit: &mut Unit<'_, '_>,
    actor: &Actor,
    ids: &[ConversationId],
) -> Result<(Vec<ConversationId>, Erased)> {
    let leads = store::leads(unit.conn, unit.workspace, ids).await?;
    let gone = store::delete(unit.conn, unit.workspace, ids).await?;
    let mails = follow(unit, actor, &gone).await?;
    let erased = Erased {
        conversations: i64::try_from(gone.len()).unwrap_or(i64::MAX),
        messages: gone.iter().map(|deleted| deleted.messages).sum(),
        leads,
        mails: i64::try_from(mails).unwrap_or(i64::MAX),
    };
    let gone = gone.into_iter().map(|deleted| deleted.id).collect();
    Ok((gone, erased))
}

/// What follows from a deletion: the stream, webhooks and mails that wait forget what was said, everybody learns of it, and
/// nobody hears of it any more. Answers how many mails there were.
pub(crate) async fn follow(
    unit: &mut Unit<'_, '_>,
    actor: &Actor,
    gone: &[Deleted],
) -> Result<u64> {
    let conversation_ids: Vec<_> = gone.iter().map(|deleted| deleted.id).collect();
    if conversation_ids.is_empty() {
        return Ok(0);
    }
    let workspace = unit.workspace;
    let told = erase::told(unit.conn, workspace, &conversation_ids).await?;
    erase::erase_timelines(unit.conn, workspace, &conversation_ids).await?;
    analytics::forget_left(unit.conn, workspace).await?;
    let whom: Vec<_> = conversation_ids.iter().map(|id| id.uuid()).collect();
    let mails = jobs::about(unit.conn, workspace, &whom).await?;
    let spoken = gone.iter().filter(|deleted| deleted.messages > 0);
    let spoken: Vec<_> = spoken.map(|deleted| deleted.id).collect();
    if let Some(stretch) = told.filter(|_| !spoken.is_empty()) {
        erase_events::enqueue(unit, spoken, stretch)?;
    }
    let mut revoked = conversation_ids.clone();
    revoked.sort_unstable();
    unit.emit(
        Place::WORKSPACE,
        actor.clone(),
        Event::ConversationDeleted { conversation_ids },
    );
    unit.revoke(Revocation::Conversations {
        workspace,
        conversations: revoked,
    });
    Ok(mails)
}

/// Cut so that each part is deleted in a short time: one that is long alone, many that are short together.
pub(crate) fn parts(sizes: &[(ConversationId, i64)]) -> Vec<Vec<ConversationId>> {
    let mut parts: Vec<Vec<ConversationId>> = Vec::new();
    let mut room = 0;
    for (id, messages) in sizes {
        // An empty one is some work as well.
        let weight = messages.saturating_add(10);
        match parts.last_mut() {
            Some(part) if weight <= room => part.push(*id),
            _ => {
                parts.push(vec![*id]);
                room = TOGETHER;
            }
        }
        room -= weight;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_core::{id::Ids, time::Clock};

    #[test]
    fn what_is_long_is_deleted_alone() {
        let ids = Ids::seeded(Clock::system(), 1);
        let of = |sizes: &[i64]| -> Vec<usize> {
            let sizes: Vec<_> = sizes.iter().map(|n| (ids.next(), *n)).collect();
            let parts = parts(&sizes);
            assert_eq!(parts.concat().len(), sizes.len(), "all, once");
            parts.iter().map(Vec::len).collect()
        };
        assert_eq!(of(&[]), Vec::<usize>::new());
        assert_eq!(of(&[0; 100]), [50, 50]);
        assert_eq!(of(&[5, 20_000, 5, 5]), [1, 1, 2]);
        assert_eq!(of(&[240, 240, 240]), [2, 1]);
    }
}
