use std::time::Duration;

/// How the network is now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weather {
    /// New connections are reset.
    pub refuses: bool,
    /// Sockets are forbidden, as behind some companies' proxies.
    pub no_websockets: bool,
    /// What each piece waits, in both directions.
    pub delay: Duration,
    /// How fast answers and frames pass; 0: as fast as they can.
    pub bytes_a_second: u32,
    /// Nothing is read from the server: to it, the client is a reader that stopped.
    pub stalled: bool,
    /// Events come twice.
    pub doubles: bool,
    /// Events overtake each other.
    pub shuffles: bool,
    /// Events get lost. A socket that lost some is asked to reconnect when this ends, as the hub does when its bus says
    /// that it lost notices.
    pub loses: bool,
}

/// What hits every open connection at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strike {
    /// Closed in order.
    Close,
    /// Reset.
    Reset,
    /// Nothing passes any more in either direction, and nobody is told.
    Silence,
}
