//! What is stored and was not heard here. The bell between the nodes may be cut, frozen or new; then the store is asked, once a
//! second in one question for all workspaces that somebody here listens to, and whoever listens only feels that it comes later.
//! One node alone asks too, now and then: a commit whose end nobody waited for is stored, and was never rung.

use super::{
    hub::Hub,
    rights::{ChannelRights, Denied},
};
use baton_bus::{Published, Stored};
use baton_core::id::WorkspaceId;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    sync::watch,
    time::{Instant, MissedTickBehavior, interval},
};

/// How often the store is asked while something may be missed.
const EVERY: Duration = Duration::from_secs(1);
/// How often it is asked although nothing seems to be: the way of another node alone may be cut, or a commit went unsaid.
const ANYWAY: Duration = Duration::from_secs(10);
/// An event that comes before an earlier one, of another node, is not late yet.
const LATE: Duration = Duration::from_millis(500);
/// How long a new interest may take to reach the server.
const FRESH: Duration = Duration::from_secs(3);
/// How long a workspace is followed after the last listener left: most come back, on another page.
const LINGER: Duration = Duration::from_secs(30);
/// Workspaces in one question.
const TOGETHER: usize = 500;
/// Events that are read at once.
const MANY: i64 = 200;

/// How far this node heard the streams of the workspaces that somebody here listens to.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    accounts: Mutex<Accounts>,
}

type Accounts = BTreeMap<WorkspaceId, Account>;

#[derive(Debug)]
struct Account {
    listeners: usize,
    /// Since when it is listened to, or something was missed.
    since: Instant,
    /// When the last listener left.
    left: Option<Instant>,
    heard: Option<Heard>,
}

/// Which events were heard: everything up to a place, and some after it.
#[derive(Debug)]
struct Heard {
    upto: i64,
    beyond: BTreeSet<i64>,
    /// Since when one is missing.
    gap: Option<Instant>,
}

impl Heard {
    const fn upto(seq: i64) -> Self {
        Self {
            upto: seq,
            beyond: BTreeSet::new(),
            gap: None,
        }
    }

    /// Notes an event; false where it was heard before.
    fn note(&mut self, seq: i64, now: Instant) -> bool {
        if seq <= self.upto || !self.beyond.insert(seq) {
            return false;
        }
        let before = self.upto;
        while self.beyond.remove(&(self.upto + 1)) {
            self.upto += 1;
        }
        if self.beyond.is_empty() {
            self.gap = None;
        } else if self.gap.is_none() || self.upto > before {
            self.gap = Some(now);
        }
        true
    }

    fn is_late(&self, now: Instant) -> bool {
        self.gap
            .is_some_and(|since| now.duration_since(since) >= LATE)
    }
}

impl Ledger {
    fn with<T>(&self, consult: impl FnOnce(&mut Accounts) -> T) -> T {
        let accounts = self.accounts.lock();
        consult(&mut accounts.unwrap_or_else(PoisonError::into_inner))
    }

    /// Somebody listens. True where nobody did before, and the others have to be asked to say what they know.
    fn enter(&self, workspace: WorkspaceId, now: Instant) -> bool {
        self.with(|accounts| {
            let is_new = !accounts.contains_key(&workspace);
            let account = accounts.entry(workspace).or_insert_with(|| Account {
                listeners: 0,
                since: now,
                left: None,
                heard: None,
            });
            account.listeners += 1;
            account.left = None;
            is_new
        })
    }

    /// Something of all of them may be missing.
    pub(super) fn doubt_all(&self, now: Instant) {
        self.with(|accounts| {
            for account in accounts.values_mut() {
                account.since = now;
            }
        });
    }

    fn leave(&self, workspace: WorkspaceId, now: Instant) {
        self.with(|accounts| {
            if let Some(account) = accounts.get_mut(&workspace) {
                account.listeners = account.listeners.saturating_sub(1);
                account.left = (account.listeners == 0).then_some(now);
            }
        });
    }

    /// Where a workspace was when it was first listened to: what is before, clients ask for by themselves.
    fn begin(&self, workspace: WorkspaceId, seq: i64) {
        self.with(|accounts| {
            if let Some(account) = accounts.get_mut(&workspace) {
                account.heard.get_or_insert(Heard::upto(seq));
            }
        });
    }

    fn has_begun(&self, workspace: WorkspaceId) -> bool {
        self.upto(workspace).is_some()
    }

    fn upto(&self, workspace: WorkspaceId) -> Option<i64> {
        self.with(|accounts| {
            let heard = accounts.get(&workspace)?.heard.as_ref();
            heard.map(|heard| heard.upto)
        })
    }

    /// Tells events that were not heard yet, all of one workspace, in their order. While something may be missed, what comes
    /// too early is left to the store, which has it in order.
    fn tell(&self, events: &[Stored], (in_doubt, now): (bool, Instant), tell: impl Fn(&Published)) {
        self.with(|accounts| {
            for event in events {
                let account = accounts.get_mut(&event.workspace);
                let is_new = match account.and_then(|account| account.heard.as_mut()) {
                    Some(heard) if in_doubt && event.seq > heard.upto + 1 => false,
                    Some(heard) => heard.note(event.seq, now),
                    // Nobody listens, or nobody was told yet that they may.
                    None => true,
                };
                if is_new {
                    event.told.iter().for_each(&tell);
                }
            }
        });
    }

    /// Workspaces of which something may be missing.
    fn doubtful(&self, all: bool, now: Instant) -> Vec<WorkspaceId> {
        let is_doubtful = |account: &Account| {
            let heard = account.heard.as_ref();
            let is_fresh = now.duration_since(account.since) < FRESH;
            all || is_fresh || heard.is_none_or(|heard| heard.is_late(now))
        };
        self.with(|accounts| {
            let doubtful = accounts.iter().filter(|(_, account)| is_doubtful(account));
            doubtful.map(|(id, _)| *id).collect()
        })
    }

    /// Lets go of workspaces that nobody has listened to for a while.
    fn let_go(&self, now: Instant) -> Vec<WorkspaceId> {
        let is_over = |account: &Account| {
            account
                .left
                .is_some_and(|left| now.duration_since(left) >= LINGER)
        };
        self.with(|accounts| {
            let gone = accounts.extract_if(.., |_, account| is_over(account));
            gone.map(|(id, _)| id).collect()
        })
    }
}

impl<R: ChannelRights> Hub<R> {
    /// Somebody here is about to listen to a workspace: what is said there from now on reaches this node. Ends with
    /// [`Hub::turn_away`], also where this fails.
    pub(super) fn turn_to(&self, workspace: WorkspaceId) {
        if self.ledger.enter(workspace, Instant::now()) {
            self.bus.follow(workspace);
        }
    }

    /// Waits until it is known from where on a workspace is heard.
    pub(super) async fn attend(&self, workspace: WorkspaceId) -> Result<(), Denied> {
        if self.ledger.has_begun(workspace) {
            return Ok(());
        }
        let newest = self.rights.newest(vec![workspace]).await?;
        for (workspace, seq) in newest {
            self.ledger.begin(workspace, seq);
        }
        Ok(())
    }

    /// Somebody listens to a workspace no more.
    pub(super) fn turn_away(&self, workspace: WorkspaceId) {
        self.ledger.leave(workspace, Instant::now());
    }

    /// A stored event came in.
    pub(super) fn hear_stored(&self, event: &Stored, in_doubt: bool) {
        let how = (in_doubt, Instant::now());
        self.ledger
            .tell(std::slice::from_ref(event), how, |said| self.deliver(said));
    }

    pub(super) fn is_among_others(&self) -> bool {
        self.bus.is_shared()
    }

    /// Fetches what may be missing, until the hub stops.
    pub(super) async fn catch_up(self) {
        // Where there are no others, nobody is doubted.
        let (_calm, never) = watch::channel(false);
        let mut doubts = self.bus.doubts().unwrap_or(never);
        let mut tick = interval(EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut asked, mut was_in_doubt) = (Instant::now(), false);
        loop {
            let next = async {
                tokio::select! {
                    _ = tick.tick() => {}
                    Ok(()) = doubts.changed() => tick.reset(),
                }
            };
            if self.stop.run_until_cancelled(next).await.is_none() {
                return;
            }
            let (in_doubt, now) = (*doubts.borrow_and_update(), Instant::now());
            if was_in_doubt && !in_doubt {
                // Who came and left meanwhile is counted anew.
                self.ask_nodes();
            }
            let all = in_doubt || was_in_doubt || now.duration_since(asked) >= ANYWAY;
            if all {
                asked = now;
            }
            was_in_doubt = in_doubt;
            for gone in self.ledger.let_go(now) {
                self.bus.unfollow(gone);
            }
            let doubtful = self.ledger.doubtful(all, now);
            let fetching = self.fetch(&doubtful);
            if let Some(Err(denied)) = self.stop.run_until_cancelled(fetching).await {
                tracing::warn!(%denied, "what may have been missed could not be asked for");
            }
        }
    }

    async fn fetch(&self, workspaces: &[WorkspaceId]) -> Result<(), Denied> {
        for some in workspaces.chunks(TOGETHER) {
            for (workspace, newest) in self.rights.newest(some.to_vec()).await? {
                self.ledger.begin(workspace, newest);
                while let Some(upto) = self.ledger.upto(workspace)
                    && upto < newest
                {
                    let missed = self.rights.missed(workspace, (upto, MANY)).await?;
                    if missed.is_empty() {
                        break;
                    }
                    tracing::debug!(%workspace, events = missed.len(), "stored, and not heard before");
                    let how = (false, Instant::now());
                    self.ledger.tell(&missed, how, |said| self.deliver(said));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    fn workspace() -> WorkspaceId {
        "0199b3a0-7c1e-7000-8000-00000000000a".parse().unwrap()
    }

    fn event(seq: i64) -> Stored {
        let said = Published {
            workspace: workspace(),
            channel: seq.to_string().into(),
            event: "message.created".into(),
            payload: bytes::Bytes::new(),
            sender: None,
        };
        Stored {
            workspace: workspace(),
            seq,
            told: vec![said],
        }
    }

    /// What listeners hear of these events.
    fn heard(ledger: &Ledger, seqs: &[i64], in_doubt: bool) -> Vec<String> {
        heard_at(ledger, seqs, (in_doubt, Instant::now()))
    }

    fn heard_at(ledger: &Ledger, seqs: &[i64], how: (bool, Instant)) -> Vec<String> {
        let events: Vec<_> = seqs.iter().map(|seq| event(*seq)).collect();
        let told = RefCell::new(Vec::new());
        ledger.tell(&events, how, |said| {
            told.borrow_mut().push(said.channel.to_string());
        });
        told.into_inner()
    }

    fn listening(upto: i64) -> Ledger {
        let ledger = Ledger::default();
        assert!(ledger.enter(workspace(), Instant::now()));
        ledger.begin(workspace(), upto);
        ledger
    }

    #[test]
    fn an_event_is_told_once_whichever_way_it_comes() {
        let ledger = listening(3);
        assert_eq!(heard(&ledger, &[3, 4, 4], false), ["4"]);
        assert_eq!(heard(&ledger, &[6, 5, 6, 4, 7], false), ["6", "5", "7"]);
        assert_eq!(ledger.upto(workspace()), Some(7));
    }

    #[test]
    fn in_doubt_what_comes_too_early_is_left_to_the_store() {
        let ledger = listening(3);
        assert_eq!(heard(&ledger, &[6, 4], true), ["4"]);
        assert_eq!(heard(&ledger, &[5, 6], false), ["5", "6"]);
    }

    #[test]
    fn a_gap_is_doubtful_once_it_is_late_and_a_new_interest_at_once() {
        let ledger = listening(3);
        let settled = Instant::now() + FRESH;
        assert_eq!(ledger.doubtful(false, Instant::now()), [workspace()]);
        assert!(ledger.doubtful(false, settled).is_empty());
        assert_eq!(ledger.doubtful(true, settled), [workspace()]);
        heard_at(&ledger, &[5], (false, settled));
        assert!(ledger.doubtful(false, settled).is_empty());
        let late = settled + LATE;
        assert_eq!(ledger.doubtful(false, late), [workspace()]);
        heard_at(&ledger, &[4], (false, late));
        assert!(ledger.doubtful(false, late).is_empty());
    }

    #[test]
    fn a_workspace_is_followed_a_while_after_its_last_listener_left() {
        let ledger = listening(3);
        let now = Instant::now();
        assert!(!ledger.enter(workspace(), now));
        ledger.leave(workspace(), now);
        assert!(ledger.let_go(now + LINGER).is_empty());
        ledger.leave(workspace(), now + LINGER);
        assert!(ledger.let_go(now + LINGER).is_empty());
        assert_eq!(ledger.let_go(now + LINGER * 2), [workspace()]);
        assert_eq!(heard(&ledger, &[9, 9], false).len(), 2, "nobody counts");
    }
}
