//! A network that misbehaves by a seed: a proxy before a server that cuts, resets, falls silent, delays, throttles, stops
//! reading, and does to the events on a WebSocket what a broken bus would do.
//!
//! ```ignore
//! let proxy = FaultProxy::start(server).await;
//! let schedule = Schedule::random(&mut Random::new(seed), Duration::from_secs(2));
//! proxy.play(&schedule).await;   // clients work through `proxy.address()` meanwhile
//! proxy.heal();                  // from now on it only passes on
//! ```

mod carry;
mod frames;
mod proxy;
mod random;
mod schedule;
mod weather;

pub use proxy::{FaultProxy, Tally};
pub use random::Random;
pub use schedule::{Fault, Schedule, Step};
pub use weather::{Strike, Weather};
