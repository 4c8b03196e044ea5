//! One go at the lane of an endpoint: what is due, then what is new, then what somebody asked for again.

use super::send::Tried;
use crate::{App, error::Result};
use baton_core::{
    id::{EndpointId, WorkspaceId},
    time::Timestamp,
    webhook::{DisabledReason, Health, Verdict},
};
use baton_store::webhooks::lane::{self, Done, Item, Lane};
use futures_util::{StreamExt as _, stream::FuturesUnordered};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Taken up of each kind in one go: few enough that to write them down keeps no message waiting.
const AT_ONCE: i64 = 10;
/// Requests to one endpoint at a time.
const SIDE_BY_SIDE: usize = 4;
/// After so long nothing more is begun: the lane has to be written down before it is somebody else's.
pub(super) const BEGIN: Duration = Duration::from_secs(10);

/// What came of it.
#[derive(Debug)]
pub(super) struct Went {
    pub(super) done: Done,
    /// Why the endpoint is to be turned off.
    pub(super) off: Option<DisabledReason>,
    /// Whether there is more to be done right away.
    pub(super) more: bool,
}

/// Where an item came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Due,
    Fresh,
    Replay,
}

/// What there is to do.
struct Work {
    lane: Lane,
    items: Vec<(From, Item)>,
    fresh_until: i64,
    replay_until: i64,
    is_full: bool,
}

impl App {
    /// Sends what there is for an endpoint, beginning nothing more when `begun` is long ago; `None` where it is gone.
    pub(super) async fn work_lane(
        &self,
        workspace: WorkspaceId,
        endpoint: EndpointId,
        begun: Instant,
    ) -> Result<Option<Went>> {
        let Some(work) = self.read_lane(workspace, endpoint).await? else {
            return Ok(None);
        };
        let mut going = Going {
            health: work.lane.health,
            off: None,
            took: false,
            failed: false,
            begun,
        };
        let lane = Arc::new(work.lane);
        let (mut waiting, mut running) = (work.items.into_iter(), FuturesUnordered::new());
        let mut outcomes = Vec::new();
        loop {
            while running.len() < going.room() && !self.stop.is_cancelled() {
                let Some((_, item)) = waiting.next() else {
                    break;
                };
                running.push(send(self.clone(), Arc::clone(&lane), item));
            }
            let Some(tried) = running.next().await else {
                break;
            };
            let now = self.clock.now();
            going.judge(&tried, now);
            let outcome = tried.outcome(&self.ids, now);
            self.meters().attempts(outcome.status).count();
            self.meters().webhooks.took_ms(outcome.duration_ms);
            outcomes.push(outcome);
        }
        let left: Vec<_> = waiting.collect();
        let cursor = reached(&left, From::Fresh, work.fresh_until);
        let replay = lane.replay.map(|wish| {
            let at = reached(&left, From::Replay, work.replay_until);
            (wish, Some(at).filter(|at| *at < wish.until))
        });
        let more = !left.is_empty()
            || work.is_full
            || cursor < lane.head
            || replay.is_some_and(|(_, at)| at.is_some());
        Ok(Some(Went {
            done: Done {
                workspace,
                endpoint,
                cursor,
                replay,
                health: going.health,
                took: going.took,
                outcomes,
            },
            more: more && going.room() > 0 && !going.health.is_doubtful(),
            off: going.off,
        }))
    }

    async fn read_lane(
        &self,
        workspace: WorkspaceId,
        endpoint: EndpointId,
    ) -> Result<Option<Work>> {
        let now = self.clock.now();
        let read = async move |conn: &mut baton_db::Conn<'_>| {
            let Some(lane) = lane::find(conn, workspace, endpoint, now).await? else {
                return Ok(None);
            };
            let due = lane::due(conn, workspace, endpoint, (now, AT_ONCE)).await?;
            let (fresh, fresh_until) = lane::fresh(conn, workspace, &lane, AT_ONCE).await?;
            let (replayed, replay_until) = match lane.replay {
                None => (Vec::new(), 0),
                Some(wish) => {
                    lane::replayed(conn, workspace, (endpoint, &lane, wish), AT_ONCE).await?
                }
            };
            let is_full = i64::try_from(due.len()).is_ok_and(|due| due >= AT_ONCE);
            let due = due.into_iter().map(|item| (From::Due, item));
            let fresh = fresh.into_iter().map(|item| (From::Fresh, item));
            let replayed = replayed.into_iter().map(|item| (From::Replay, item));
            Ok::<_, baton_db::DbError>(Some(Work {
                lane,
                items: due.chain(fresh).chain(replayed).collect(),
                fresh_until,
                replay_until,
                is_full,
            }))
        };
        Ok(self.db.read(read).await?)
    }
}

async fn send(app: App, lane: Arc<Lane>, item: Item) -> Tried {
    app.try_to_send(&lane, item).await
}

/// Up to where it was told, where these are left.
fn reached(left: &[(From, Item)], of: From, until: i64) -> i64 {
    let of_kind = left.iter().filter(|(from, _)| *from == of);
    let first = of_kind.filter_map(|(_, item)| item.seq).min();
    first.map_or(until, |first| first - 1)
}

/// How it goes.
struct Going {
    health: Health,
    off: Option<DisabledReason>,
    took: bool,
    /// Whether the last request failed, in this go: an earlier pause is over, or there would be none.
    failed: bool,
    begun: Instant,
}

impl Going {
    /// How many requests there may be at a time now. Where it is in doubt whether the endpoint works, one finds out; and one
    /// that asked to be left alone is.
    fn room(&self) -> usize {
        let is_over = self.off.is_some() || self.begun.elapsed() > BEGIN;
        let is_paused = self.failed && self.health.paused_until.is_some();
        match (is_over || is_paused, self.health.is_doubtful()) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => SIDE_BY_SIDE,
        }
    }

    fn judge(&mut self, tried: &Tried, now: Timestamp) {
        let before = self.health.failures;
        match tried.judge(&mut self.health, now) {
            Verdict::GoOn => {}
            Verdict::TurnOff(reason) => self.off = Some(reason),
        }
        self.failed = self.health.failures > before;
        self.took |= tried.is_taken();
    }
}
