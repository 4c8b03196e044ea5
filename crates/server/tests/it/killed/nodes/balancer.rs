//! What stands before the nodes: each connection goes to the next node that takes it, from the address that it came from, as
//! limits are kept for each.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpSocket, TcpStream},
    runtime::Handle,
};
use tokio_util::task::{AbortOnDropHandle, TaskTracker};

#[derive(Debug)]
pub(super) struct Balancer {
    /// Where it is reached.
    pub(super) url: String,
    nodes: Arc<Vec<Node>>,
    _serving: AbortOnDropHandle<()>,
}

#[derive(Debug)]
struct Node {
    address: SocketAddr,
    is_in: AtomicBool,
}

impl Balancer {
    pub(super) async fn start(urls: &[String]) -> Self {
        let address = |url: &String| url.trim_start_matches("http://").parse().unwrap();
        let node = |url| Node {
            address: address(url),
            is_in: AtomicBool::new(true),
        };
        let nodes: Arc<Vec<_>> = Arc::new(urls.iter().map(node).collect());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let serving = Handle::current().spawn(serve(listener, Arc::clone(&nodes)));
        Self {
            url,
            nodes,
            _serving: AbortOnDropHandle::new(serving),
        }
    }

    /// New connections do not go to this node any more.
    pub(super) fn take_out(&self, node: usize) {
        self.nodes[node].is_in.store(false, Ordering::SeqCst);
    }

    pub(super) fn put_in(&self, node: usize) {
        self.nodes[node].is_in.store(true, Ordering::SeqCst);
    }
}

async fn serve(listener: TcpListener, nodes: Arc<Vec<Node>>) {
    let (turn, tasks) = (Arc::new(AtomicUsize::new(0)), TaskTracker::new());
    while let Ok((client, from)) = listener.accept().await {
        let (nodes, turn) = (Arc::clone(&nodes), Arc::clone(&turn));
        tasks.spawn(async move {
            // Where no node takes it, or one dies, the client sees its connection break, and calls again.
            drop(carry(client, from, &nodes, &turn).await);
        });
    }
}

async fn carry(
    mut client: TcpStream,
    from: SocketAddr,
    nodes: &[Node],
    turn: &AtomicUsize,
) -> io::Result<()> {
    for _ in nodes {
        let node = &nodes[turn.fetch_add(1, Ordering::Relaxed) % nodes.len()];
        if !node.is_in.load(Ordering::SeqCst) {
            continue;
        }
        let socket = TcpSocket::new_v4()?;
        socket.bind((from.ip(), 0).into())?;
        if let Ok(mut server) = socket.connect(node.address).await {
            copy_bidirectional(&mut client, &mut server).await?;
            return Ok(());
        }
    }
    Err(io::ErrorKind::ConnectionRefused.into())
}
