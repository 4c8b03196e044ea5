//! How much anybody may ask in a short time.

mod elsewhere;

pub(crate) use elsewhere::{hear_elsewhere, tell_elsewhere};

use crate::problem::Problem;
use baton_app::{AppError, Caller, Visitor};
use baton_core::{
    id::{AssistantId, ConversationId, UserId, WorkspaceId},
    network::Network,
};
use elsewhere::Taken;
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
};
use serde::{Deserialize, Serialize};
use std::{
    net::IpAddr,
    num::NonZeroU32,
    sync::atomic::{AtomicU32, Ordering},
};

/// After so many calls the keys that nobody used lately are forgotten.
const SWEEP: u32 = 4_096;

/// The limits of visitors, of invitations, of tests of delivery, and of what a model writes. Members are trusted people: else
/// theirs are the bounds of bodies and pages.
#[derive(Debug)]
pub(crate) struct Rates {
    gates: Gates,
    /// What the other nodes have to hear of.
    taken: Taken,
}

/// One gate for each limit.
#[derive(Debug)]
struct Gates {
    init: Gate,
    message: Gate,
    address: Gate,
    workspace: Gate,
    lead: Gate,
    call: Gate,
    inviting: Gate,
    invited: Gate,
    writer: Gate,
    writing: Gate,
    delivery: Gate,
}

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Limit {
    Init,
    Message,
    Address,
    Workspace,
    Lead,
    Call,
    Inviting,
    Invited,
    Writer,
    Writing,
    Delivery,
}

impl Limit {
    /// So many a minute, and so many at once.
    const fn quota(self, allowances: &Allowances) -> (u32, u32) {
        match self {
            Self::Init => (allowances.inits, allowances.inits),
            Self::Message => (allowances.messages, allowances.messages / 2),
            Self::Address => {
                let many = allowances.messages_of_address;
                (many, many / 2)
            }
            Self::Workspace => {
                let many = allowances.messages_of_workspace;
                (many, many / 2)
            }
            Self::Lead => (6, 6),
            Self::Call => (allowances.calls, allowances.calls / 2),
            Self::Inviting => (20, 30),
            Self::Invited => (30, 30),
            Self::Writer => (30, 20),
            Self::Writing => (120, 60),
            Self::Delivery => (14, 28),
        }
    }
}

/// Who is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Key {
    Page(Network, AssistantId),
    Conversation(ConversationId),
    Network(Network),
    Workspace(WorkspaceId),
    Person(UserId),
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
        let gate = |limit: Limit| Gate::new(limit.quota(&allowances));
        Self {
            gates: Gates {
                init: gate(Limit::Init),
                message: gate(Limit::Message),
                address: gate(Limit::Address),
                workspace: gate(Limit::Workspace),
                lead: gate(Limit::Lead),
                call: gate(Limit::Call),
                inviting: gate(Limit::Inviting),
                invited: gate(Limit::Invited),
                writer: gate(Limit::Writer),
                writing: gate(Limit::Writing),
                delivery: gate(Limit::Delivery),
            },
            taken: Taken::default(),
        }
    }

    /// A page starts a widget.
    pub(crate) fn init(&self, from: IpAddr, assistant: AssistantId) -> Result<(), Problem> {
        self.pass(Limit::Init, Key::Page(Network::of(from), assistant))
    }

    /// A visitor writes.
    pub(crate) fn message(&self, visitor: &Visitor, from: IpAddr) -> Result<(), Problem> {
        self.pass(Limit::Message, Key::Conversation(visitor.conversation))?;
        self.beyond_one(visitor, from)
    }

    /// A visitor leaves their details.
    pub(crate) fn lead(&self, visitor: &Visitor, from: IpAddr) -> Result<(), Problem> {
        self.pass(Limit::Lead, Key::Conversation(visitor.conversation))?;
        self.beyond_one(visitor, from)
    }

    /// The narrow gate first: who is refused there takes nothing from the others.
    fn beyond_one(&self, visitor: &Visitor, from: IpAddr) -> Result<(), Problem> {
        self.pass(Limit::Address, Key::Network(Network::of(from)))?;
        self.pass(Limit::Workspace, Key::Workspace(visitor.workspace))
    }

    /// A workspace sends invitations: each may be a mail to somebody who did not ask for it.
    pub(crate) fn inviting(&self, workspace: WorkspaceId) -> Result<(), Problem> {
        self.pass(Limit::Inviting, Key::Workspace(workspace))
    }

    /// Somebody shows the link of an invitation.
    pub(crate) fn invited(&self, from: IpAddr) -> Result<(), Problem> {
        self.pass(Limit::Invited, Key::Network(Network::of(from)))
    }

    /// A teammate has something written, which may cost: so much each, and so much the workspace.
    pub(crate) fn write(&self, caller: &Caller) -> Result<(), Problem> {
        self.pass(Limit::Writer, Key::Person(caller.person.id))?;
        self.pass(Limit::Writing, Key::Workspace(caller.workspace))
    }

    /// Somebody tests a way of delivery: a large file, a mail, half a minute of a socket.
    pub(crate) fn delivery(&self, caller: &Caller) -> Result<(), Problem> {
        self.pass(Limit::Delivery, Key::Person(caller.person.id))
    }

    /// A widget asks for anything at all.
    pub(crate) fn call(&self, visitor: ConversationId) -> Result<(), Problem> {
        self.pass(Limit::Call, Key::Conversation(visitor))
    }

    fn pass(&self, limit: Limit, key: Key) -> Result<(), Problem> {
        self.gate(limit).pass(&key)?;
        self.taken.note(limit, key);
        Ok(())
    }

    const fn gate(&self, limit: Limit) -> &Gate {
        let gates = &self.gates;
        match limit {
            Limit::Init => &gates.init,
            Limit::Message => &gates.message,
            Limit::Address => &gates.address,
            Limit::Workspace => &gates.workspace,
            Limit::Lead => &gates.lead,
            Limit::Call => &gates.call,
            Limit::Inviting => &gates.inviting,
            Limit::Invited => &gates.invited,
            Limit::Writer => &gates.writer,
            Limit::Writing => &gates.writing,
            Limit::Delivery => &gates.delivery,
        }
    }
}

/// One limit, for each key of its own.
#[derive(Debug)]
struct Gate {
    limiter: DefaultKeyedRateLimiter<Key>,
    clock: DefaultClock,
    calls: AtomicU32,
    per_minute: u32,
}

impl Gate {
    fn new((per_minute, burst): (u32, u32)) -> Self {
        let at_least_one = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(at_least_one(per_minute)).allow_burst(at_least_one(burst));
        Self {
            limiter: RateLimiter::keyed(quota),
            clock: DefaultClock::default(),
            calls: AtomicU32::new(0),
            per_minute,
        }
    }

    /// Now and then forgets the keys that nobody used lately.
    fn sweep(&self) {
        if self.calls.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.limiter.retain_recent();
        }
    }

    fn pass(&self, key: &Key) -> Result<(), Problem> {
        self.sweep();
        self.limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            let retry_after_s = wait.as_secs() + 1;
            AppError::RateLimited { retry_after_s }.into()
        })
    }

    /// Takes what was used up elsewhere, as far as there is any left.
    fn take(&self, key: &Key, times: u32) {
        self.sweep();
        for _ in 0..times.min(self.per_minute) {
            if self.limiter.check_key(key).is_err() {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_what_follows_is_told_when_to_come_back() {
        let gate = Gate::new((20, 10));
        let key = |n| Key::Workspace(uuid::Uuid::from_u128(n).into());
        assert!((0..10).all(|_| gate.pass(&key(1)).is_ok()));
        let refused = gate.pass(&key(1)).unwrap_err();
        assert_eq!(refused.status, 429);
        assert!((1..=3).contains(&refused.retry_after.unwrap()));
        assert!(gate.pass(&key(2)).is_ok());
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
