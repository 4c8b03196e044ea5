//! The control: as many requests of the same length to the same receiver, by nobody but a loop. What these cost the chat, no
//! server can save that tells as much on the same machine.

use super::{aside::Aside, told::Told};
use crate::http::{Call, Connection};
use std::{net::SocketAddr, time::Duration};
use tokio::{
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};

/// Bytes of the head of such a request.
const HEAD: usize = 66;

/// Asks `rate` times a second, by `connections` that stay, until it is dropped.
pub(super) fn ask(told: &Told, rate: f64, connections: usize) -> anyhow::Result<Aside> {
    let address = told.address;
    let body = "-".repeat(told.length().saturating_sub(HEAD));
    let pause = Duration::from_secs_f64(f64::from(u32::try_from(connections)?) / rate);
    Aside::start("bare", async move {
        let mut all = JoinSet::new();
        for _ in 0..connections {
            all.spawn(repeat(address, pause, body.clone()));
        }
        while let Some(done) = all.join_next().await {
            done??;
        }
        Ok(())
    })
}

async fn repeat(address: SocketAddr, pause: Duration, body: String) -> anyhow::Result<()> {
    let mut connection = Connection::open(address).await?;
    let mut ticks = interval(pause);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    loop {
        ticks.tick().await;
        let call = Call {
            path: "/".to_owned(),
            body: body.clone(),
            ..Call::default()
        };
        connection.send(call).await?.succeeded()?;
    }
}
