//! Three nodes over one PostgreSQL and one NATS, behind a balancer: who holds is one person, whatever node is asked, and nothing
//! is lost while nodes are killed and restarted under load.

mod balancer;
mod claims;
mod history;
mod load;

use super::{
    baton::{Baton, Home},
    cluster::Cluster,
    site::Site,
};
use balancer::Balancer;
use baton_testkit::Nats;
use tempfile::TempDir;

const NODES: usize = 3;

/// An installation of three nodes.
struct Nodes {
    database: String,
    homes: Vec<Home>,
    running: Vec<Option<Baton>>,
    balancer: Balancer,
    site: Site,
    postgres: Cluster,
    nats: Nats,
    _folders: Vec<TempDir>,
}

impl Nodes {
    /// `None` where PostgreSQL's own programs or NATS are missing.
    async fn start() -> Option<Self> {
        let nats = Nats::start()?;
        let postgres = Cluster::start(&["fsync=off", "max_connections=300"])?;
        let database = postgres.database().await;
        let (mut homes, mut running, mut folders) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..NODES {
            let folder = tempfile::tempdir().unwrap();
            let home = Home::new(folder.path(), folder.path())
                .on(&database)
                .beside(&nats.url());
            // One after the other: the first one migrates.
            running.push(Some(home.start_ready().await.0));
            homes.push(home);
            folders.push(folder);
        }
        let urls: Vec<_> = homes.iter().map(Home::url).collect();
        let balancer = Balancer::start(&urls).await;
        let site = Site::set_up(&balancer.url).await;
        Some(Self {
            database,
            homes,
            running,
            balancer,
            site,
            postgres,
            nats,
            _folders: folders,
        })
    }

    /// Kills a node where it is.
    fn kill(&mut self, node: usize) {
        if let Some(baton) = self.running[node].take() {
            baton.kill();
        }
    }

    /// Starts a node again.
    async fn again(&mut self, node: usize) {
        let (baton, _) = self.homes[node].start_ready().await;
        self.running[node] = Some(baton);
    }

    /// Restarts a node as an upgrade does: the balancer sends it nothing new, it finishes what it has, it comes back.
    async fn restart(&mut self, node: usize) {
        self.balancer.take_out(node);
        if let Some(baton) = self.running[node].take() {
            assert!(baton.stop().await.0, "{}", self.logged());
        }
        self.again(node).await;
        self.balancer.put_in(node);
    }

    async fn stop(&mut self) {
        for baton in self.running.iter_mut().filter_map(Option::take) {
            assert!(baton.stop().await.0, "{}", self.homes[0].logged());
        }
    }

    /// What all lives of all nodes logged.
    fn logged(&self) -> String {
        self.homes.iter().map(Home::logged).collect()
    }
}
