use super::{
    carry::carry,
    random::Random,
    schedule::Schedule,
    weather::{Strike, Weather},
};
use serde::Serialize;
use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    sync::{broadcast, watch},
    task::JoinHandle,
    time::Instant,
};

/// A network between clients and one server. Good until told otherwise; gone when dropped, with all its connections.
#[derive(Debug)]
pub struct FaultProxy {
    address: SocketAddr,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

/// How often something was done to the traffic, so that a test can see that it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Connections taken.
    pub connections: u64,
    /// Connections refused, and sockets that were forbidden.
    pub refused: u64,
    /// Open connections hit by a strike.
    pub struck: u64,
    /// Events sent twice.
    pub doubled: u64,
    /// Events held back until others had passed.
    pub shuffled: u64,
    /// Events thrown away.
    pub lost: u64,
}

#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) connections: AtomicU64,
    pub(super) refused: AtomicU64,
    pub(super) struck: AtomicU64,
    pub(super) doubled: AtomicU64,
    pub(super) shuffled: AtomicU64,
    pub(super) lost: AtomicU64,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) server: SocketAddr,
    pub(super) from: Ipv4Addr,
    pub(super) weather: watch::Sender<Weather>,
    pub(super) strikes: broadcast::Sender<Strike>,
    pub(super) counts: Counts,
}

impl FaultProxy {
    /// Listens on a port of its own before `server`, which it reaches from an address of its own on the loopback;
    /// `seed` decides which events are hit.
    pub async fn start(server: SocketAddr, seed: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mut random = Random::new(seed);
        let host = u32::try_from(random.between(2, 0x00ff_fffe)).unwrap();
        let state = Arc::new(State {
            server,
            from: Ipv4Addr::from_bits(0x7f00_0000 | host),
            weather: watch::Sender::new(Weather::default()),
            strikes: broadcast::Sender::new(16),
            counts: Counts::default(),
        });
        let serving = accept(listener, Arc::clone(&state), random);
        #[expect(clippy::disallowed_methods, reason = "ends when the proxy is dropped")]
        let accepting = tokio::spawn(serving);
        Self {
            address,
            state,
            accepting,
        }
    }

    /// Where clients connect to.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets a schedule happen, and heals.
    pub async fn play(&self, schedule: &Schedule) {
        let begun = Instant::now();
        for now in schedule.moments() {
            tokio::time::sleep_until(begun + now).await;
            self.set(schedule.weather(now));
            for strike in schedule.strikes(now) {
                self.strike(strike);
            }
        }
        self.heal();
    }

    /// Makes the network so from now on.
    pub fn set(&self, weather: Weather) {
        self.state.weather.send_replace(weather);
    }

    /// Hits every open connection.
    pub fn strike(&self, strike: Strike) {
        // An error means that no connection is open.
        drop(self.state.strikes.send(strike));
    }

    /// Passes everything on from now on. What fell silent stays so, as it would: clients have to notice.
    pub fn heal(&self) {
        self.set(Weather::default());
    }

    /// What was done so far.
    pub fn tally(&self) -> Tally {
        let counts = &self.state.counts;
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Tally {
            connections: read(&counts.connections),
            refused: read(&counts.refused),
            struck: read(&counts.struck),
            doubled: read(&counts.doubled),
            shuffled: read(&counts.shuffled),
            lost: read(&counts.lost),
        }
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

pub(super) fn add(count: &AtomicU64) {
    count.fetch_add(1, Ordering::Relaxed);
}

/// Ends, with all that it carries, when it is dropped.
async fn accept(listener: TcpListener, state: Arc<State>, mut random: Random) {
    let mut carried = tokio::task::JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = carried.join_next() => continue,
        };
        let Ok((client, _)) = accepted else { continue };
        if state.weather.borrow().refuses {
            add(&state.counts.refused);
            reset(&client);
            continue;
        }
        add(&state.counts.connections);
        carried.spawn(carry(client, Arc::clone(&state), random.fork()));
    }
}

impl State {
    pub(super) async fn connect(&self) -> io::Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from((self.from, 0)))?;
        socket.connect(self.server).await
    }
}

/// What is dropped after this does not say goodbye.
pub(super) fn reset(stream: &TcpStream) {
    // A socket that is gone already needs no reset.
    drop(stream.set_zero_linger());
}
