//! How much anybody may ask in a short time.

use crate::problem::Problem;
use baton_app::{AppError, Caller, Visitor};
use baton_core::{
    id::{AssistantId, ConversationId, UserId, WorkspaceId},
    network::Network,
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
};
use std::{
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
};

/// After so many calls the keys that nobody used lately are forgotten.
const SWEEP: u32 = 4_096;

/// The limits of visitors, of invitations, and of what a model writes. Members are trusted people: else theirs are the bounds
/// of bodies and pages.
#[derive(Debug)]
pub(crate) struct Rates {
    inits: Gate<(Network, AssistantId)>,
    messages: Gate<ConversationId>,
    addresses: Gate<Network>,
    workspaces: Gate<WorkspaceId>,
    leads: Gate<ConversationId>,
    calls: Gate<ConversationId>,
    inviting: Gate<WorkspaceId>,
    invited: Gate<Network>,
    writers: Gate<UserId>,
    writing: Gate<WorkspaceId>,
}

/// How much visitors may ask in a minute.
#[derive(Debug, Clone, Copy)]
pub struct Allowances {
    /// Widgets that one address may start for one assistant.
    pub inits: u32,
    /// Messages in one conversation; half of them at once.
    pub messages: u32,
    /// Messages and leads of all visitors at one address; half of them at once.
    pub messages_of_address: u32,
    /// Messages and leads of all visitors of one workspace; half of them at once.
    pub messages_of_workspace: u32,
    /// Calls of any kind in one conversation; half of them at once.
    pub calls: u32,
}

impl Default for Allowances {
    fn default() -> Self {
        Self {
            inits: 60,
            messages: 20,
            messages_of_address: 600,
            messages_of_workspace: 6_000,
            calls: 240,
        }
    }
}

impl Rates {
    pub(crate) fn new(allowances: Allowances) -> Self {
        let Allowances {
            inits,
            messages,
            messages_of_address,
            messages_of_workspace,
            calls,
        } = allowances;
        Self {
            inits: Gate::new(inits, inits),
            messages: Gate::new(messages, messages / 2),
            addresses: Gate::new(messages_of_address, messages_of_address / 2),
            workspaces: Gate::new(messages_of_workspace, messages_of_workspace / 2),
            leads: Gate::new(6, 6),
            calls: Gate::new(calls, calls / 2),
            inviting: Gate::new(20, 30),
            invited: Gate::new(30, 30),
            writers: Gate::new(30, 20),
            writing: Gate::new(120, 60),
        }
    }

    /// A page starts a widget.
    pub(crate) fn init(&self, from: IpAddr, assistant: AssistantId) -> Result<(), Problem> {
        self.inits.pass(&(Network::of(from), assistant))
    }

    /// A visitor writes.
    pub(crate) fn message(&self, visitor: &Visitor, from: IpAddr) -> Result<(), Problem> {
        self.messages.pass(&visitor.conversation)?;
        self.beyond_one(visitor, from)
    }

    /// A visitor leaves their details.
    pub(crate) fn lead(&self, visitor: &Visitor, from: IpAddr) -> Result<(), Problem> {
        self.leads.pass(&visitor.conversation)?;
        self.beyond_one(visitor, from)
    }

    /// The narrow gate first: who is refused there takes nothing from the others.
    fn beyond_one(&self, visitor: &Visitor, from: IpAddr) -> Result<(), Problem> {
        self.addresses.pass(&Network::of(from))?;
        self.workspaces.pass(&visitor.workspace)
    }

    /// A workspace sends invitations: each may be a mail to somebody who did not ask for it.
    pub(crate) fn inviting(&self, workspace: WorkspaceId) -> Result<(), Problem> {
        self.inviting.pass(&workspace)
    }

    /// Somebody shows the link of an invitation.
    pub(crate) fn invited(&self, from: IpAddr) -> Result<(), Problem> {
        self.invited.pass(&Network::of(from))
    }

    /// A teammate has something written, which may cost: so much each, and so much the workspace.
    pub(crate) fn write(&self, caller: &Caller) -> Result<(), Problem> {
        self.writers.pass(&caller.person.id)?;
        self.writing.pass(&caller.workspace)
    }

    /// A widget asks for anything at all.
    pub(crate) fn call(&self, visitor: ConversationId) -> Result<(), Problem> {
        self.calls.pass(&visitor)
    }
}

/// One limit, for each key of its own.
#[derive(Debug)]
struct Gate<K: Hash + Eq + Clone> {
    limiter: DefaultKeyedRateLimiter<K>,
    clock: DefaultClock,
    passed: AtomicU32,
}

impl<K: Hash + Eq + Clone> Gate<K> {
    fn new(per_minute: u32, burst: u32) -> Self {
        let at_least_one = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(at_least_one(per_minute)).allow_burst(at_least_one(burst));
        Self {
            limiter: RateLimiter::keyed(quota),
            clock: DefaultClock::default(),
            passed: AtomicU32::new(0),
        }
    }

    fn pass(&self, key: &K) -> Result<(), Problem> {
        if self.passed.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            let retry_after_s = wait.as_secs() + 1;
            AppError::RateLimited { retry_after_s }.into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_what_follows_is_told_when_to_come_back() {
        let gate = Gate::new(20, 10);
        assert!((0..10).all(|_| gate.pass(&1).is_ok()));
        let refused = gate.pass(&1).unwrap_err();
        assert_eq!(refused.status, 429);
        assert!((1..=3).contains(&refused.retry_after.unwrap()));
        assert!(gate.pass(&2).is_ok());
    }

    #[test]
    fn a_customer_of_ipv6_does_not_start_anew_with_each_of_their_addresses() {
        let rates = Rates::new(Allowances {
            inits: 2,
            ..Allowances::default()
        });
        let assistant = AssistantId::from(uuid::Uuid::from_u128(1));
        let from = |text: &str| rates.init(text.parse().unwrap(), assistant).is_ok();
        assert!(from("2001:db8::1") && from("2001:db8::2") && !from("2001:db8::3"));
        assert!(from("2001:db8:0:1::1"), "a neighbour");
    }
}
