//! A teammate ends their shift: each conversation that they hold goes where they say, and they take none any more.

use super::{
    bulk::{Deed, Done, MOST},
    lapse::staffing,
};
use crate::{
    App, Caller,
    conversations::{
        RESOLVED,
        escalate::told,
        load,
        order::{self, NewOrder},
        pass::{Passed, decide},
        release::hand_back,
    },
    error::{AppError, Result},
    unit::Unit,
};
use baton_core::{
    conversation::{HolderKind, Reason, ReasonCode},
    id::{ConversationId, UserId},
    role::{Permission, Role},
};
use baton_store::conversations::{Conversation, lapses};

/// Where a conversation goes.
#[derive(Debug, Clone)]
pub enum Parting {
    /// Back to the assistant, with an order where one is left.
    Assistant(Option<NewOrder>),
    /// To a teammate, with a word where there is one.
    Colleague(UserId, Option<String>),
    /// Back into the queue, at the place that it had.
    Park,
}

impl App {
    /// Lets go of what the caller holds, each as they say and each by itself: what is refused stays with them, and stops nothing
    /// else. Then they take no conversations any more.
    pub async fn end_shift(
        &self,
        caller: &Caller,
        partings: Vec<(ConversationId, Parting)>,
    ) -> Result<Vec<Done>> {
        let target = ("workspace", caller.workspace.uuid());
        let permission = Permission::ConversationReply;
        self.require(caller, permission, "shift.end", Some(target))
            .await?;
        if partings.len() > MOST {
            return Err(AppError::invalid("items", "Let go of 100 at a time."));
        }
        // What one lets go of is one's own, whatever else one may do: a colleague may have it meanwhile.
        let holder = Caller {
            role: Role::Editor,
            ..caller.clone()
        };
        let deeds: Vec<_> = partings
            .into_iter()
            .map(|(id, parting)| (id, Deed::LetGo(parting)))
            .collect();
        let deeds = deeds.iter().map(|(id, deed)| (*id, deed)).collect();
        let parted = self.each_by_itself(&holder, deeds).await;
        self.set_availability(caller, false).await?;
        let passed = parted.iter().filter(|(_, done)| done.is_ok()).count();
        let detail = serde_json::json!({ "passed": passed, "kept": parted.len() - passed });
        let asking = caller.clone();
        self.transact(caller.workspace, async move |unit| {
            unit.audit_with(&asking.actor(), "shift.end", target, &detail)
        })
        .await?;
        Ok(parted)
    }

    /// Lets go of one conversation.
    pub(super) async fn let_go(
        &self,
        caller: &Caller,
        id: ConversationId,
        parting: Parting,
    ) -> Result<Conversation> {
        match parting {
            Parting::Assistant(order) => self.hand_back(caller, id, order).await,
            Parting::Colleague(to, word) => self.transfer(caller, id, to, word).await,
            Parting::Park => self.park(caller, id).await,
        }
    }

    /// Hands back to the assistant what the caller holds, with an order where one is left.
    async fn hand_back(
        &self,
        caller: &Caller,
        id: ConversationId,
        new: Option<NewOrder>,
    ) -> Result<Conversation> {
        let asking = caller.clone();
        let act = ("conversation.release", ("conversation", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            match hand_back(unit, &asking, (id, false)).await? {
                // The assistant has it already: the answer to a request that was lost.
                Passed::Unchanged(conversation) => Ok(conversation),
                Passed::From(_, conversation) => {
                    if let Some(new) = new {
                        order::leave(unit, &asking, &conversation, new).await?;
                    }
                    Ok(conversation)
                }
            }
        })
        .await
    }

    /// Puts back into the queue what the caller holds, at the place that it had.
    async fn park(&self, caller: &Caller, id: ConversationId) -> Result<Conversation> {
        let (asking, online) = (caller.clone(), self.presence.teammates(caller.workspace));
        let act = ("conversation.park", ("conversation", id.uuid()));
        self.privileged(caller, act, async move |unit| {
            park(unit, &asking, (id, &online)).await
        })
        .await
    }
}

async fn park(
    unit: &mut Unit<'_, '_>,
    caller: &Caller,
    (id, online): (ConversationId, &[UserId]),
) -> Result<Conversation> {
    let before = load(unit, caller, id).await?;
    let since = lapses::waits_since(unit.conn, unit.workspace, id).await?;
    let since = since.unwrap_or(unit.now);
    // Who goes is not there any more.
    let others: Vec<UserId> = online
        .iter()
        .copied()
        .filter(|user| *user != caller.person.id)
        .collect();
    let (waits, is_unattended) = staffing(unit, &before, &others).await?;
    let passed = decide(unit, id, |conversation| {
        let reason = conversation.baton().reason;
        let reason = reason.unwrap_or_else(|| Reason::new(ReasonCode::Teammate, None));
        match conversation.holder() {
            HolderKind::None => Err(RESOLVED),
            // It waits already: the answer to a request that was lost.
            HolderKind::Nobody => Ok(None),
            HolderKind::Assistant | HolderKind::Person => {
                let lapsed = conversation
                    .state()
                    .lapse(caller.person.id, (since, reason), waits);
                let refused = || AppError::MustClaimFirst(conversation.claimant());
                lapsed.map(Some).ok_or_else(refused)
            }
        }
    })
    .await?;
    let conversation = match passed {
        Passed::Unchanged(conversation) => return Ok(conversation),
        Passed::From(_, conversation) => conversation,
    };
    let target = ("conversation", id.uuid());
    unit.audit(&caller.actor(), "conversation.park", target)
        .await?;
    told(unit, &conversation, (caller.actor(), is_unattended)).await?;
    Ok(conversation)
}
