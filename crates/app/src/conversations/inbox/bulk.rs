//! Doing the same with many conversations: each on its own, so that one that cannot does not keep the others.

use super::{shift::Parting, snooze::SnoozeFor};
use crate::{
    App, Caller,
    error::{AppError, Result},
};
use baton_core::{
    id::{ConversationId, UserId},
    role::Permission,
};
use baton_store::conversations::Conversation;
use std::collections::{BTreeSet, HashMap};

/// Conversations of one request, at most.
pub(super) const MOST: usize = 100;

/// What is done with each.
#[derive(Debug, Clone)]
pub enum Deed {
    /// It is closed.
    Resolve,
    /// It is opened again.
    Reopen,
    /// The caller takes it; what a teammate holds stays theirs.
    Claim,
    /// Whoever holds it lets go of it.
    LetGo(Parting),
    /// Somebody is responsible, or nobody.
    Assign(Option<UserId>),
    /// It gets a tag.
    Tag(String),
    /// It loses a tag.
    Untag(String),
    /// It is put away, where its visitor wrote nothing after the message that was read of it; none named, none asked after.
    Snooze(SnoozeFor, HashMap<ConversationId, i64>),
    /// It is taken out again.
    Unsnooze,
}

/// What became of a conversation.
pub type Done = (ConversationId, Result<Conversation>);

impl App {
    /// Does the same with each of these conversations, in their order. Each has a result of its own, as if it alone had been
    /// asked for; what is not of this workspace does not exist.
    pub async fn with_each(
        &self,
        caller: &Caller,
        ids: Vec<ConversationId>,
        deed: &Deed,
    ) -> Result<Vec<Done>> {
        let whose = ("workspace", caller.workspace.uuid());
        self.require(
            caller,
            Permission::ConversationReply,
            "conversation.bulk",
            Some(whose),
        )
        .await?;
        if !(1..=MOST).contains(&ids.len()) {
            return Err(AppError::invalid("ids", "Choose 1 to 100 conversations."));
        }
        let deeds = ids.into_iter().map(|id| (id, deed)).collect();
        Ok(self.each_by_itself(caller, deeds).await)
    }

    /// Does these things one after another, each conversation once.
    pub(super) async fn each_by_itself(
        &self,
        caller: &Caller,
        deeds: Vec<(ConversationId, &Deed)>,
    ) -> Vec<Done> {
        let mut seen = BTreeSet::new();
        let mut results = Vec::with_capacity(deeds.len());
        for (id, deed) in deeds {
            if seen.insert(id) {
                results.push((id, self.with_one(caller, id, deed).await));
            }
        }
        results
    }

    async fn with_one(
        &self,
        caller: &Caller,
        id: ConversationId,
        deed: &Deed,
    ) -> Result<Conversation> {
        match deed {
            Deed::Resolve => self.resolve(caller, id).await,
            Deed::Reopen => self.reopen(caller, id).await,
            Deed::Claim => self.claim(caller, id, false).await,
            Deed::LetGo(parting) => self.let_go(caller, id, parting.clone()).await,
            Deed::Assign(user) => self.assign(caller, id, *user).await,
            Deed::Tag(name) => self.tag(caller, id, name).await,
            Deed::Untag(name) => self.untag(caller, id, name).await,
            Deed::Snooze(how_long, seen) => {
                self.snooze(caller, id, (*how_long, seen.get(&id).copied()))
                    .await
            }
            Deed::Unsnooze => self.unsnooze(caller, id).await,
        }
    }
}
