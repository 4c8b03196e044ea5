//! One connection: two pumps through the weather, until one side ends or a strike hits.

use super::{
    frames::{Frame, is_granted, is_upgrade, take_head},
    proxy::{State, add, reset},
    random::Random,
    weather::{Strike, Weather},
};
use bytes::{Bytes, BytesMut};
use std::{io, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        tcp::{ReadHalf, WriteHalf},
    },
    sync::watch,
};

/// What is read at once.
const PIECE: usize = 16 * 1024;
/// As long an event that is being overtaken waits for another one.
const HELD: Duration = Duration::from_millis(40);
/// A piece that is throttled waits no longer.
const LONGEST_WAIT: Duration = Duration::from_millis(400);
/// Please reconnect: what the hub says when its bus lost notices.
const RECONNECT: u16 = 4200;
const FORBIDDEN: &[u8] =
    b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// Carries one connection until it ends.
pub(super) async fn carry(mut client: TcpStream, state: Arc<State>, random: Random) {
    let mut strikes = state.strikes.subscribe();
    let Ok(mut server) = state.connect().await else {
        reset(&client);
        return;
    };
    // A word of an answer is a small packet: it must not wait for the next one.
    drop((client.set_nodelay(true), server.set_nodelay(true)));
    let strike = tokio::select! {
        // However a pump ends, the connection is over.
        _ = pass(&mut client, &mut server, &state, random) => None,
        strike = strikes.recv() => strike.ok(),
    };
    if strike.is_some() {
        add(&state.counts.struck);
    }
    match strike {
        None | Some(Strike::Close) => {}
        Some(Strike::Reset) => [&client, &server].into_iter().for_each(reset),
        Some(Strike::Silence) => {
            // What the client says goes nowhere until it gives up; the server keeps a socket that nobody reads.
            let mut trash = [0; 4_096];
            while client.read(&mut trash).await.is_ok_and(|read| read > 0) {}
        }
    }
}

async fn pass(
    client: &mut TcpStream,
    server: &mut TcpStream,
    state: &State,
    random: Random,
) -> io::Result<()> {
    let mut asked = BytesMut::with_capacity(PIECE);
    let head = loop {
        if let Some(head) = take_head(&mut asked) {
            break head;
        }
        if client.read_buf(&mut asked).await? == 0 {
            return Ok(());
        }
    };
    let is_socket = is_upgrade(&head);
    if is_socket && state.weather.borrow().no_websockets {
        add(&state.counts.refused);
        return client.write_all(FORBIDDEN).await;
    }
    server.write_all(&head).await?;
    server.write_all(&asked).await?;
    let (from_client, to_client) = client.split();
    let (from_server, to_server) = server.split();
    let up = Pump {
        from: from_client,
        to: to_server,
        weather: state.weather.subscribe(),
    };
    let down = Pump {
        from: from_server,
        to: to_client,
        weather: state.weather.subscribe(),
    };
    tokio::select! {
        ended = up.bytes() => ended,
        ended = down.answers(is_socket, state, random) => ended,
    }
}

/// One direction.
struct Pump<'a> {
    from: ReadHalf<'a>,
    to: WriteHalf<'a>,
    weather: watch::Receiver<Weather>,
}

impl Pump<'_> {
    /// What the client says is only ever late.
    async fn bytes(mut self) -> io::Result<()> {
        let mut read = BytesMut::with_capacity(PIECE);
        while self.from.read_buf(&mut read).await? > 0 {
            let delay = self.weather.borrow().delay;
            tokio::time::sleep(delay).await;
            self.to.write_all(&read.split()).await?;
        }
        Ok(())
    }

    /// What the server says: bytes, or frames once a WebSocket is granted.
    async fn answers(mut self, is_socket: bool, state: &State, random: Random) -> io::Result<()> {
        let mut read = BytesMut::with_capacity(PIECE);
        while self.fill(&mut read).await? {
            if is_socket {
                let Some(head) = take_head(&mut read) else {
                    continue;
                };
                let granted = is_granted(&head);
                self.put(head).await?;
                if granted {
                    let events = Events {
                        state,
                        random,
                        held: None,
                        has_lost: false,
                    };
                    return self.frames(read, events).await;
                }
            }
            self.put(read.split().freeze()).await?;
        }
        Ok(())
    }

    async fn frames(mut self, mut read: BytesMut, mut events: Events<'_>) -> io::Result<()> {
        loop {
            let weather = *self.weather.borrow_and_update();
            while let Some(frame) = Frame::take(&mut read) {
                for bytes in events.fate(frame, weather) {
                    self.put(bytes).await?;
                }
            }
            if events.has_lost && !weather.loses {
                self.put(Frame::close(RECONNECT)).await?;
                return self.to.shutdown().await;
            }
            let overdue = async {
                match events.held {
                    Some(_) => tokio::time::sleep(HELD).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                filled = fill(&mut self.from, &mut read), if !weather.stalled => if !filled? {
                    return Ok(());
                },
                () = overdue => if let Some(frame) = events.held.take() {
                    self.put(frame.bytes).await?;
                },
                changed = self.weather.changed() => if changed.is_err() {
                    return Ok(());
                },
            }
        }
    }

    /// Reads more, once the network lets anybody read. False at the end.
    async fn fill(&mut self, read: &mut BytesMut) -> io::Result<bool> {
        // An error means that the proxy is gone, and this connection with it.
        drop(self.weather.wait_for(|weather| !weather.stalled).await);
        fill(&mut self.from, read).await
    }

    async fn put(&mut self, bytes: Bytes) -> io::Result<()> {
        let weather = *self.weather.borrow();
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let at_rate = match weather.bytes_a_second {
            0 => Duration::ZERO,
            rate => Duration::from_secs_f64(f64::from(length) / f64::from(rate)),
        };
        tokio::time::sleep(weather.delay.saturating_add(at_rate.min(LONGEST_WAIT))).await;
        self.to.write_all(&bytes).await
    }
}

async fn fill(from: &mut ReadHalf<'_>, read: &mut BytesMut) -> io::Result<bool> {
    Ok(from.read_buf(read).await? > 0)
}

/// What a broken bus does to the events of one socket.
struct Events<'a> {
    state: &'a State,
    random: Random,
    held: Option<Frame>,
    has_lost: bool,
}

impl Events<'_> {
    /// What leaves in place of a frame, in this order.
    fn fate(&mut self, frame: Frame, weather: Weather) -> Vec<Bytes> {
        let counts = &self.state.counts;
        if !frame.is_event() {
            return vec![frame.bytes];
        }
        if weather.loses && self.random.chance(40) {
            add(&counts.lost);
            self.has_lost = true;
            return Vec::new();
        }
        if weather.shuffles && self.held.is_none() && self.random.chance(50) {
            add(&counts.shuffled);
            self.held = Some(frame);
            return Vec::new();
        }
        let twice = weather.doubles && self.random.chance(50);
        if twice {
            add(&counts.doubled);
        }
        let copies = std::iter::repeat_n(frame.bytes, if twice { 2 } else { 1 });
        copies
            .chain(self.held.take().map(|held| held.bytes))
            .collect()
    }
}
