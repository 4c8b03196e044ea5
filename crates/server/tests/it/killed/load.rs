//! Everybody at once: visitors, teammates and newcomers who call until they are told to stop.

use super::{
    chance::Chance,
    operator::Operator,
    site::{Answer, Site},
    visitor::{Heard, Visitor},
};
use std::{
    net::IpAddr,
    time::{Duration, Instant},
};
use tokio::{runtime::Handle, task::JoinSet};
use tokio_util::sync::CancellationToken;

/// The pause after a call that was not acknowledged.
const PAUSE: Duration = Duration::from_millis(15);
/// How long is tried, at most, until every call is acknowledged.
const PATIENCE: Duration = Duration::from_mins(1);

/// Everybody who calls, with what was promised to them.
#[derive(Debug)]
pub(super) struct Crowd {
    /// Visitors, each in a conversation of their own.
    pub(super) visitors: Vec<Visitor>,
    /// Teammates, who share the visitors' conversations among them.
    pub(super) operators: Vec<Operator>,
    /// Conversations that were opened under load.
    pub(super) opened: Vec<String>,
    site: Site,
}

/// A crowd at work.
#[derive(Debug)]
pub(super) struct Calling {
    stop: CancellationToken,
    tasks: JoinSet<Member>,
    site: Site,
    opened: Vec<String>,
}

#[derive(Debug)]
enum Member {
    Visitor(Visitor),
    Operator(Operator),
    Newcomers(Vec<String>),
}

impl Crowd {
    /// So many visitors, and two teammates.
    pub(super) async fn gather(site: Site, visitors: u8, chance: &mut Chance) -> Self {
        let mut all = Vec::new();
        for n in 0..visitors {
            let arrived = site.arrive(address(n)).await.unwrap();
            all.push(Visitor::new(arrived, format!("v{n}"), chance.split()));
        }
        // The last visitors have the assistant for themselves.
        let shared: Vec<_> = all
            .iter()
            .map(|v| v.conversation.clone())
            .take(all.len() * 2 / 3)
            .collect();
        let (ours, theirs) = shared.split_at(shared.len() / 2);
        let operators =
            [ours, theirs].map(|round| Operator::new(site.owner.clone(), round.to_vec()));
        Self {
            visitors: all,
            operators: operators.into(),
            opened: Vec::new(),
            site,
        }
    }

    /// Lets everybody call.
    pub(super) fn call(self) -> Calling {
        let (stop, mut tasks) = (CancellationToken::new(), JoinSet::new());
        let here = Handle::current();
        for mut visitor in self.visitors {
            let stop = stop.clone();
            tasks.spawn_on(
                async move {
                    while let Some((heard, answer)) = stop.run_until_cancelled(visitor.act()).await
                    {
                        pause(&stop, heard, answer.status).await;
                    }
                    Member::Visitor(visitor)
                },
                &here,
            );
        }
        for mut operator in self.operators {
            let stop = stop.clone();
            tasks.spawn_on(
                async move {
                    while let Some((heard, answer)) = stop.run_until_cancelled(operator.act()).await
                    {
                        pause(&stop, heard, answer.status).await;
                    }
                    Member::Operator(operator)
                },
                &here,
            );
        }
        tasks.spawn_on(newcomers(self.site.clone(), stop.clone()), &here);
        Calling {
            stop,
            tasks,
            site: self.site,
            opened: self.opened,
        }
    }

    /// Makes every call that was not acknowledged until it is, and hands every conversation back.
    pub(super) async fn settle(&mut self) {
        let since = Instant::now();
        for visitor in &mut self.visitors {
            while visitor.is_unsure() {
                wait(since, visitor.act().await).await;
            }
        }
        for operator in &mut self.operators {
            while operator.is_busy() {
                wait(since, operator.act().await).await;
            }
        }
    }

    /// How much was acknowledged: messages and replies.
    pub(super) fn acknowledged(&self) -> usize {
        let said = self.visitors.iter().map(|v| v.said.len());
        let replied = self
            .operators
            .iter()
            .flat_map(|o| o.handled.values())
            .map(|h| h.said.len());
        said.chain(replied).sum()
    }
}

impl Calling {
    /// Tells everybody to stop where they are, whatever they wait for.
    pub(super) async fn stop(self) -> Crowd {
        self.stop.cancel();
        let mut crowd = Crowd {
            visitors: Vec::new(),
            operators: Vec::new(),
            opened: self.opened,
            site: self.site,
        };
        for member in self.tasks.join_all().await {
            match member {
                Member::Visitor(visitor) => crowd.visitors.push(visitor),
                Member::Operator(operator) => crowd.operators.push(operator),
                Member::Newcomers(opened) => crowd.opened.extend(opened),
            }
        }
        crowd
    }
}

/// An address of the loopback for the visitor of this number.
fn address(n: u8) -> IpAddr {
    [127, 0, 1, n + 1].into()
}

/// Browsers that load the widget and never write; a few, since their number is limited for each address.
async fn newcomers(site: Site, stop: CancellationToken) -> Member {
    let mut opened = Vec::new();
    for n in 0..200_u8 {
        let from = [127, 0, 2, n + 1].into();
        match stop.run_until_cancelled(site.arrive(from)).await {
            None => break,
            Some(Ok((_, conversation))) => opened.push(conversation),
            Some(Err(answer)) => assert!(matches!(answer.status, 0 | 429 | 503), "{answer:?}"),
        }
        stop.run_until_cancelled(tokio::time::sleep(PAUSE)).await;
    }
    Member::Newcomers(opened)
}

/// Waits before a call is made again.
async fn wait(since: Instant, (heard, answer): (Heard, Answer)) {
    if heard == Heard::Again {
        assert!(
            since.elapsed() < PATIENCE,
            "it is never acknowledged: {answer:?}"
        );
        tokio::time::sleep(PAUSE).await;
    }
}

async fn pause(stop: &CancellationToken, heard: Heard, status: u16) {
    let wait = match (heard, status) {
        (Heard::Done, _) => return,
        (Heard::Again, 429) => PAUSE * 10,
        (Heard::Again, _) => PAUSE,
    };
    stop.run_until_cancelled(tokio::time::sleep(wait)).await;
}
