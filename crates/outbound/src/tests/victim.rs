//! This machine as an attacker wants to reach it, and names that lead there.

use crate::client::{Names, Resolved, client_asking};
use crate::{Limits, Page, Policy, Refused, fetch::fetch_with, install_crypto};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

/// Listens on every address of this machine, IPv4 and IPv6, and counts who connects.
pub(super) struct Victim {
    pub(super) port: u16,
    connections: Arc<AtomicUsize>,
}

impl Victim {
    pub(super) async fn listening() -> Self {
        let connections = Arc::new(AtomicUsize::new(0));
        let four = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).await.unwrap();
        let port = four.local_addr().unwrap().port();
        // Of IPv6 alone: the other family of this port is taken.
        let socket = tokio::net::TcpSocket::new_v6().unwrap();
        let six = match socket.bind((Ipv6Addr::LOCALHOST, port).into()) {
            Ok(()) => socket.listen(64).ok(),
            Err(_) => None,
        };
        for listener in [Some(four), six].into_iter().flatten() {
            let connections = Arc::clone(&connections);
            #[expect(
                clippy::disallowed_methods,
                reason = "it ends with the runtime of the test"
            )]
            tokio::spawn(async move {
                while let Ok((socket, _)) = listener.accept().await {
                    connections.fetch_add(1, Ordering::SeqCst);
                    drop(socket);
                }
            });
        }
        Self { port, connections }
    }

    /// How many connected since it was asked last.
    pub(super) async fn connections(&self) -> usize {
        // What the kernel has accepted is counted by a task of this runtime.
        tokio::time::sleep(Duration::from_millis(5)).await;
        self.connections.swap(0, Ordering::SeqCst)
    }
}

/// Names as an attacker's server answers them: one after the other where there are several answers, else this machine.
#[derive(Debug, Default)]
pub(super) struct Scripted {
    answers: HashMap<&'static str, Vec<Vec<IpAddr>>>,
    asked: Mutex<HashMap<String, usize>>,
}

impl Scripted {
    pub(super) fn names() -> Self {
        let ip = |text: &str| vec![text.parse().unwrap()];
        let mut scripted = Self::default();
        scripted.answer("six.example", [ip("::1")]);
        scripted.answer("mapped.example", [ip("::ffff:127.0.0.1")]);
        scripted.answer("translated.example", [ip("64:ff9b::7f00:1")]);
        scripted.answer("metadata.google.internal", [ip("169.254.169.254")]);
        scripted.answer("metadata.example", [ip("fd00:ec2::254")]);
        scripted.answer("both.example", [[ip("10.0.0.1"), ip("::1")].concat()]);
        scripted.answer("nothing.example", [vec![]]);
        scripted
    }

    /// What `name` resolves to, at each asking; the last answer stays.
    pub(super) fn answer(&mut self, name: &'static str, turns: impl Into<Vec<Vec<IpAddr>>>) {
        self.answers.insert(name, turns.into());
    }

    /// How often the name was asked for before.
    fn count(&self, name: &str) -> usize {
        let mut asked = self.asked.lock().unwrap();
        let before = asked.get(name).copied().unwrap_or_default();
        asked.insert(name.to_owned(), before + 1);
        drop(asked);
        before
    }

    fn next(&self, name: &str) -> Vec<IpAddr> {
        let at = self.count(name);
        let turns = self.answers.get(name);
        turns.map_or_else(
            || vec![Ipv4Addr::LOCALHOST.into()],
            |turns| turns[at.min(turns.len() - 1)].clone(),
        )
    }
}

impl Names for Scripted {
    fn resolve(&self, name: String) -> Resolved {
        let found = self.next(name.trim_end_matches('.'));
        Box::pin(async move { Ok(found) })
    }
}

pub(super) const LIMITS: Limits = Limits {
    bytes: 100_000,
    time: Duration::from_secs(2),
    redirects: 3,
};

/// Somebody who reads pages.
pub(super) struct Reader {
    client: reqwest::Client,
    policy: Policy,
}

impl Reader {
    pub(super) fn new(policy: Policy, names: Scripted) -> Self {
        install_crypto();
        let client = client_asking(&policy, Arc::new(names)).unwrap();
        Self { client, policy }
    }

    pub(super) async fn fetch(&self, url: &str) -> Result<Page, Refused> {
        fetch_with(&self.client, &self.policy, url, LIMITS).await
    }
}

pub(super) async fn fetch(policy: &Policy, names: Scripted, url: &str) -> Result<Page, Refused> {
    Reader::new(policy.clone(), names).fetch(url).await
}
