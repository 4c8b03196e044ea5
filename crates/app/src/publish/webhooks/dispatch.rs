//! Who works on which lane. Each endpoint has one of its own, so that none waits for another; what is known to be slow or
//! dead gets no more than half of the workers.

use super::{lane::BEGIN, recorder::Recorder};
use crate::{App, error::Result};
use baton_core::{
    id::{EndpointId, WorkspaceId},
    time::Timestamp,
    webhook::Health,
};
use baton_db::Conn;
use baton_store::webhooks::lane;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::{Duration, Instant},
};
use tokio::task::{self, JoinError, JoinSet};
use uuid::Uuid;

/// Lanes that are worked on at a time, and those of them whose endpoint is in doubt.
const LANES: (usize, usize) = (256, 128);
/// How long a lane stays with who took it.
const LEASE_MS: i64 = 75_000;
/// A lane is taken anew where less than this is left: longer than work on it can take, until it is written down.
const LEFT_MS: i64 = 50_000;
/// The pause between two looks: what happens meanwhile is sent together.
const PAUSE: Duration = Duration::from_millis(200);
/// The pause where nobody rang: other processes may have caused something, and attempts come due.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
/// The same, where no workspace has an endpoint.
const IDLE: Duration = Duration::from_secs(5);

/// What this process does.
struct Round {
    app: App,
    lease: Uuid,
    recorder: Recorder,
    lanes: JoinSet<bool>,
    /// Endpoints whose lane is worked on, and whether they are in doubt.
    running: BTreeMap<Uuid, bool>,
    tasks: HashMap<task::Id, Uuid>,
    held: BTreeMap<Uuid, Held>,
    looks: u64,
    watched_at: Option<Instant>,
}

/// A lane of ours.
#[derive(Debug, Clone, Copy)]
struct Held {
    until: Timestamp,
    /// At which look it was last worked on.
    served: u64,
}

impl App {
    /// Tells endpoints of events until the server stops.
    pub(crate) async fn dispatch_webhooks(self) {
        let lease = self.ids.next();
        let mut round = Round {
            recorder: Recorder::start(&self, lease),
            app: self,
            lease,
            lanes: JoinSet::new(),
            running: BTreeMap::new(),
            tasks: HashMap::new(),
            held: BTreeMap::new(),
            looks: 0,
            watched_at: None,
        };
        while !round.app.stop.is_cancelled() {
            if let Err(error) = round.look().await {
                tracing::warn!(%error, "cannot look for webhooks");
                tokio::time::sleep(LOOK_AGAIN).await;
            }
            round.rest().await;
        }
        round.end().await;
    }

    /// Sends everything that is due or new, one after the other, until nothing is left; answers how much. For tests and
    /// commands.
    pub async fn drain_webhooks(&self) -> Result<usize> {
        let (lease, mut sent) = (self.ids.next(), 0);
        loop {
            let ours = self.claim_lanes(lease, &BTreeSet::new()).await?;
            if ours.is_empty() || self.stop.is_cancelled() {
                break;
            }
            for (workspace, id, _) in ours {
                let (workspace, endpoint) = (WorkspaceId::from(workspace), EndpointId::from(id));
                let Some(went) = self.work_lane(workspace, endpoint, Instant::now()).await? else {
                    continue;
                };
                sent += went.done.outcomes.len();
                self.record_lanes(vec![went.done], lease).await;
                if let Some(reason) = went.off {
                    self.turn_off_endpoint(workspace, endpoint, reason).await?;
                }
            }
        }
        self.release_lanes(lease).await?;
        Ok(sent)
    }

    /// Takes every lane with something to do that nobody else has, but for those that need not be taken anew.
    async fn claim_lanes(&self, lease: Uuid, sure: &BTreeSet<Uuid>) -> Result<Vec<lane::Waiting>> {
        let now = self.clock.now();
        let find = async move |conn: &mut Conn<'_>| lane::waiting(conn, lease, now).await;
        let mut waiting = self.db.read(find).await?;
        let anew: Vec<Uuid> = waiting
            .iter()
            .map(|(_, id, _)| *id)
            .filter(|id| !sure.contains(id))
            .collect();
        if !anew.is_empty() {
            let until = now.plus_ms(LEASE_MS);
            let taken = self
                .db
                .write_relaxed(async move |conn: &mut Conn<'_>| {
                    lane::claim(conn, &anew, lease, (now, until)).await
                })
                .await?;
            waiting.retain(|(_, id, _)| sure.contains(id) || taken.contains(id));
        }
        Ok(waiting)
    }

    async fn release_lanes(&self, lease: Uuid) -> Result<()> {
        let release = async move |conn: &mut Conn<'_>| lane::release(conn, lease).await;
        Ok(self.db.write(release).await?)
    }
}

impl Round {
    /// Looks for lanes with something to do, and has them worked on.
    async fn look(&mut self) -> Result<()> {
        self.looks += 1;
        if self.watched_at.is_none_or(|at| at.elapsed() >= LOOK_AGAIN) {
            let watched = self
                .app
                .db
                .read(async |conn: &mut Conn<'_>| lane::watched(conn).await)
                .await?;
            let watched = watched.into_iter().map(WorkspaceId::from).collect();
            self.app.desk().watch_all(watched);
            self.watched_at = Some(Instant::now());
        }
        if self.app.desk().is_idle() {
            return Ok(());
        }
        let (now, running) = (self.app.clock.now(), &self.running);
        let is_sure = |held: &Held| held.until.since_ms(now) >= LEFT_MS;
        let sure = self.held.iter().filter(|(_, held)| is_sure(held));
        // Those that run need no other worker.
        let sure = sure.map(|(id, _)| *id).chain(running.keys().copied());
        let sure: BTreeSet<Uuid> = sure.collect();
        let mut ours = self.app.claim_lanes(self.lease, &sure).await?;
        let until = now.plus_ms(LEASE_MS);
        for (_, id, _) in &ours {
            let held = self.held.entry(*id).or_insert(Held { until, served: 0 });
            if !sure.contains(id) {
                held.until = until;
            }
        }
        ours.retain(|(_, id, _)| !self.running.contains_key(id));
        ours.sort_by_key(|(_, id, _)| self.held.get(id).map_or(0, |held| held.served));
        for (workspace, id, failures) in ours {
            self.begin((workspace, id), failures);
        }
        Ok(())
    }

    fn begin(&mut self, (workspace, id): (Uuid, Uuid), failures: i64) {
        let health = Health {
            failures,
            ..Health::default()
        };
        let is_doubtful = health.is_doubtful();
        let doubtful = self.running.values().filter(|doubtful| **doubtful).count();
        let (most, most_doubtful) = LANES;
        if self.running.len() >= most || (is_doubtful && doubtful >= most_doubtful) {
            return;
        }
        self.running.insert(id, is_doubtful);
        if let Some(held) = self.held.get_mut(&id) {
            held.served = self.looks;
        }
        let (app, recorder) = (self.app.clone(), self.recorder.clone());
        let task = self
            .lanes
            .spawn(work(app, recorder, (workspace.into(), id.into())));
        self.tasks.insert(task.id(), id);
    }

    /// A lane is free again; one that was lost has to be taken anew.
    fn ended(&mut self, ended: Result<(task::Id, bool), JoinError>) {
        let (task, is_lost) = ended.unwrap_or_else(|error| (error.id(), true));
        if let Some(endpoint) = self.tasks.remove(&task) {
            self.running.remove(&endpoint);
            if is_lost {
                self.held.remove(&endpoint);
            }
        }
    }

    /// Waits until there may be something to do.
    async fn rest(&mut self) {
        let (app, stop) = (self.app.clone(), self.app.stop.clone());
        let longest = if app.desk().is_idle() {
            IDLE
        } else {
            LOOK_AGAIN
        };
        tokio::select! {
            () = stop.cancelled() => return,
            () = app.desk().bell.notified() => {}
            () = tokio::time::sleep(longest) => {}
            // What came while it was worked on was not looked at.
            Some(ended) = self.lanes.join_next_with_id() => self.ended(ended),
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
        while let Some(ended) = self.lanes.try_join_next_with_id() {
            self.ended(ended);
        }
    }

    /// What was begun is written down; the lanes are free for others.
    async fn end(mut self) {
        while self.lanes.join_next().await.is_some() {}
        if let Err(error) = self.app.release_lanes(self.lease).await {
            tracing::warn!(%error, "the lanes of webhooks were not let go; they will be by themselves");
        }
    }
}

/// Works on one lane for as long as there is more to do right away. `true`: it was lost.
async fn work(
    app: App,
    recorder: Recorder,
    (workspace, endpoint): (WorkspaceId, EndpointId),
) -> bool {
    let begun = Instant::now();
    loop {
        let went = match app.work_lane(workspace, endpoint, begun).await {
            Ok(Some(went)) => went,
            Ok(None) => return true,
            Err(error) => {
                tracing::warn!(%endpoint, %error, "a webhook could not be worked on");
                return false;
            }
        };
        let (off, more) = (went.off, went.more);
        if !recorder.record(went.done).await {
            return true;
        }
        if let Some(reason) = off {
            if let Err(error) = app.turn_off_endpoint(workspace, endpoint, reason).await {
                tracing::warn!(%endpoint, %error, "a webhook could not be turned off");
            }
            return true;
        }
        if !more || begun.elapsed() > BEGIN {
            return false;
        }
    }
}
