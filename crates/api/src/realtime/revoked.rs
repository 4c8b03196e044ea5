//! Seats whose rights ended: at a word on the bus, and by asking from time to time, as a word may be lost and some rights
//! end by themselves.

use super::{
    channel::Channel,
    frame,
    hub::Hub,
    rights::{ChannelRights, Grant},
};
use std::{
    collections::HashSet,
    sync::{Arc, atomic::Ordering},
};
use tokio::time::{MissedTickBehavior, interval};

impl<R: ChannelRights> Hub<R> {
    /// Ends every seat that a revocation hits.
    pub(super) fn revoked(&self, payload: &[u8]) {
        match serde_json::from_slice::<R::Revocation>(payload) {
            Ok(revocation) => self.end(|who, channel| R::ends(&revocation, who, channel)),
            Err(error) => tracing::error!(%error, "a revocation could not be read"),
        }
    }

    /// Asks for the rights of the members who listen here, again and again, until the hub stops.
    pub(super) async fn ask_again(self) {
        let mut tick = interval(self.limits.ask_again);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while self.stop.run_until_cancelled(tick.tick()).await.is_some() {
            let listeners = self.listeners();
            if listeners.is_empty() {
                continue;
            }
            // Where it could not be found out, it is the next time: nothing is said on a database that does not answer.
            let asked = self.stop.run_until_cancelled(self.rights.lapsed(listeners));
            if let Some(Ok(lapsed)) = asked.await
                && !lapsed.is_empty()
            {
                let lapsed: HashSet<_> = lapsed.into_iter().collect();
                self.end(|who, _| lapsed.contains(who));
            }
        }
    }

    /// Members alone: the right of a visitor ends with their conversation, on which nothing is said any more.
    fn listeners(&self) -> Vec<R::Principal> {
        let mut all = HashSet::new();
        for channel in self.rooms.channels() {
            self.rooms.visit(channel, |room| {
                let members = room
                    .seats
                    .values()
                    .filter(|seat| matches!(seat.grant, Grant::Member(_)));
                all.extend(members.map(|seat| seat.who.clone()));
            });
        }
        all.into_iter().collect()
    }

    fn end(&self, is_over: impl Fn(&R::Principal, Channel) -> bool) {
        self.revocations.fetch_add(1, Ordering::SeqCst);
        for channel in self.rooms.channels() {
            let hit = self.rooms.visit(channel, |room| {
                room.seats
                    .iter()
                    .filter(|(_, seat)| is_over(&seat.who, channel))
                    .map(|(key, seat)| (*key, Arc::clone(&seat.outbox)))
                    .collect::<Vec<_>>()
            });
            for (key, outbox) in hit.unwrap_or_default() {
                if self.leave(channel, key) {
                    outbox.push(frame::subscription_error(&channel.to_string(), 403));
                    self.counters.revoked.add(1);
                }
            }
        }
    }
}
