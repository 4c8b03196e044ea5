//! Deleting conversations: one, a selection, or all in which nobody wrote. What is deleted does not come back.

use crate::{
    App, Caller,
    error::{AppError, Result},
    revocation::Revocation,
    unit::{Place, Unit},
    work::{delete_empty, erase_events},
};
use baton_core::{
    actor::Actor,
    event::Event,
    id::{ConversationId, UserId, WorkspaceId},
    role::Permission,
    time::Timestamp,
};
use baton_db::Conn;
use baton_store::{
    conversations::{
        self,
        delete::{self as store, Deleted, Sweep},
        log,
    },
    events::erase,
};
use serde_json::json;

/// As many can be selected.
pub const SELECTED: usize = 100;
/// Messages that one transaction deletes at most: no lock is held for longer than some 100 ms, measured over 1M conversations.
const TOGETHER: i64 = 500;

impl App {
    /// Deletes a conversation with all that is in it. Whoever has it open, and its visitor, learn of it at once.
    pub async fn delete_conversation(&self, caller: &Caller, id: ConversationId) -> Result<()> {
        if caller.can(Permission::ConversationDelete) {
            self.shorten(caller.workspace, vec![id]).await?;
        }
        let asking = caller.clone();
        let outcome = self
            .transact_slowly(caller.workspace, async move |unit| {
                let found = conversations::find(unit.conn, unit.workspace, id).await?;
                found.ok_or(AppError::NotFound)?;
                asking.require(Permission::ConversationDelete)?;
                let gone = store::delete(unit.conn, unit.workspace, &[id]).await?;
                if gone.is_empty() {
                    return Err(AppError::NotFound);
                }
                unit.audit(
                    &asking.actor(),
                    "conversation.delete",
                    ("conversation", id.uuid()),
                )
                .await?;
                follow(unit, &asking.actor(), &gone).await
            })
            .await;
        self.audited(
            caller,
            "conversation.delete",
            ("conversation", id.uuid()),
            outcome,
        )
        .await
    }

    /// Deletes a selection; answers how many there were. Ids of other workspaces, or of nothing, are left out (R026).
    pub async fn delete_conversations(
        &self,
        caller: &Caller,
        mut ids: Vec<ConversationId>,
    ) -> Result<usize> {
        self.require(
            caller,
            Permission::ConversationBulkDelete,
            "conversation.bulk_delete",
            None,
        )
        .await?;
        ids.sort_unstable();
        ids.dedup();
        if ids.len() > SELECTED {
            return Err(AppError::invalid(
                "ids",
                "Select 100 conversations at most.",
            ));
        }
        let workspace = caller.workspace;
        let mut sizes = self.shorten(workspace, ids).await?;
        sizes.sort_unstable();
        let mut deleted = 0;
        for part in parts(&sizes) {
            deleted += match self.delete_part(caller, part.clone()).await {
                // Somebody else deletes the same ones.
                Err(AppError::Contended) => self.delete_part(caller, part).await?,
                done => done?,
            };
        }
        Ok(deleted)
    }

    /// Deletes what was said in the long ones of these conversations, oldest first and little at a time, so that what is left
    /// goes at once; answers how much that is. Where it is cut off, deleting them once more goes on.
    async fn shorten(
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

    async fn delete_part(&self, caller: &Caller, ids: Vec<ConversationId>) -> Result<usize> {
        let actor = caller.actor();
        self.transact_slowly(caller.workspace, async move |unit| {
            let gone = store::delete(unit.conn, unit.workspace, &ids).await?;
            for deleted in &gone {
                let target = ("conversation", deleted.id.uuid());
                unit.audit(&actor, "conversation.bulk_delete", target)
                    .await?;
            }
            follow(unit, &actor, &gone).await?;
            Ok(gone.len())
        })
        .await
    }

    /// Has every conversation without a message of its visitor deleted in the background, of those that there are now; answers
    /// how far that is. One sweep of a workspace runs at a time.
    pub async fn delete_empty_conversations(&self, caller: &Caller) -> Result<Sweep> {
        self.require(
            caller,
            Permission::ConversationBulkDelete,
            "conversation.delete_empty",
            None,
        )
        .await?;
        let caller = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            let workspace = unit.workspace;
            let total = log::empty(unit.conn, workspace).await?;
            let sweep = Sweep {
                user: caller.person.id,
                user_name: caller.person.name.clone(),
                until: unit.now,
                total,
                deleted: 0,
                started_at: unit.now,
                finished_at: None,
            };
            if store::begin_sweep(unit.conn, workspace, &sweep).await? {
                unit.audit_with(
                    &caller.actor(),
                    "conversation.delete_empty",
                    ("workspace", workspace.uuid()),
                    &json!({"conversations": total}),
                )?;
                delete_empty::enqueue(unit)?;
                return Ok(sweep);
            }
            let running = store::sweep(unit.conn, workspace).await?;
            running.ok_or(AppError::Contended)
        })
        .await
    }
}

/// Deletes the next empty conversations of a sweep; answers how many there were.
pub(crate) async fn sweep(
    unit: &mut Unit<'_, '_>,
    actor: &Actor,
    (until, limit): (Timestamp, i64),
) -> Result<i64> {
    let gone = store::delete_empty(unit.conn, unit.workspace, until, limit).await?;
    if !gone.is_empty() {
        let ids: Vec<_> = gone.iter().map(|deleted| deleted.id).collect();
        unit.audit_with(
            actor,
            "conversation.delete_empty",
            ("workspace", unit.workspace.uuid()),
            &json!({"conversation_ids": ids}),
        )?;
        follow(unit, actor, &gone).await?;
    }
    Ok(i64::try_from(gone.len()).unwrap_or(i64::MAX))
}

/// What follows from a deletion: the stream forgets what was said, everybody learns of it, and nobody hears of it any more.
async fn follow(unit: &mut Unit<'_, '_>, actor: &Actor, gone: &[Deleted]) -> Result<()> {
    let conversation_ids: Vec<_> = gone.iter().map(|deleted| deleted.id).collect();
    if conversation_ids.is_empty() {
        return Ok(());
    }
    let workspace = unit.workspace;
    let told = erase::told(unit.conn, workspace, &conversation_ids).await?;
    erase::erase_timelines(unit.conn, workspace, &conversation_ids).await?;
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
    Ok(())
}

/// Cut so that each part is deleted in a short time: one that is long alone, many that are short together.
fn parts(sizes: &[(ConversationId, i64)]) -> Vec<Vec<ConversationId>> {
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

/// The teammate who began a sweep, as events name them.
pub(crate) fn who(sweep: &Sweep) -> Actor {
    Actor::person(&baton_core::actor::Person {
        id: UserId::from(sweep.user.uuid()),
        name: sweep.user_name.clone(),
    })
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
