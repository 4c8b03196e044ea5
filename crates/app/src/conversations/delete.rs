//! Deleting conversations: one, a selection, or all in which nobody wrote. What is deleted does not come back.

use crate::{
    App, Caller,
    conversations::erase,
    error::{AppError, Result},
    unit::Unit,
    work::delete_empty,
};
use baton_core::{
    actor::Actor,
    id::{ConversationId, UserId},
    role::Permission,
    time::Timestamp,
};
use baton_store::conversations::{
    self,
    delete::{self as store, Sweep},
    log,
};
use serde_json::json;

/// As many can be selected.
pub const SELECTED: usize = 100;

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
                let (gone, _) = erase::conversations(unit, &asking.actor(), &[id]).await?;
                if gone.is_empty() {
                    return Err(AppError::NotFound);
                }
                unit.audit(
                    &asking.actor(),
                    "conversation.delete",
                    ("conversation", id.uuid()),
                )
                .await
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
        for part in erase::parts(&sizes) {
            deleted += match self.delete_part(caller, part.clone()).await {
                // Somebody else deletes the same ones.
                Err(AppError::Contended) => self.delete_part(caller, part).await?,
                done => done?,
            };
        }
        Ok(deleted)
    }

    async fn delete_part(&self, caller: &Caller, ids: Vec<ConversationId>) -> Result<usize> {
        let actor = caller.actor();
        self.transact_slowly(caller.workspace, async move |unit| {
            let (gone, _) = erase::conversations(unit, &actor, &ids).await?;
            for id in &gone {
                let target = ("conversation", id.uuid());
                unit.audit(&actor, "conversation.bulk_delete", target)
                    .await?;
            }
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
        erase::follow(unit, actor, &gone).await?;
    }
    Ok(i64::try_from(gone.len()).unwrap_or(i64::MAX))
}

/// The teammate who began a sweep, as events name them.
pub(crate) fn who(sweep: &Sweep) -> Actor {
    Actor::person(&baton_core::actor::Person {
        id: UserId::from(sweep.user.uuid()),
        name: sweep.user_name.clone(),
    })
}
