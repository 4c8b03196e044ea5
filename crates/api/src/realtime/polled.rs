//! Visitors whose network lets no socket through: they are there by asking for what is new, until they no longer ask.

use super::{
    channel::Channel,
    hub::Hub,
    rights::{ChannelRights, Grant},
    room::A_VISITOR,
};
use baton_core::id::ConversationId;
use std::{
    collections::HashMap,
    sync::{MutexGuard, PoisonError},
};
use tokio::time::Instant;

impl<R: ChannelRights> Hub<R> {
    /// The visitor of a conversation asked for what is new. Where they have a socket here, that tells more truly when they go.
    pub fn visitor_polled(&self, conversation: ConversationId) {
        let channel = Channel::Conversation(conversation);
        let mut polls = self.polls();
        if let Some(at) = polls.get_mut(&conversation) {
            *at = Instant::now();
            return;
        }
        let came = self.rooms.enter(channel, |room| {
            let mut seats = room.seats.values();
            let is_new = !seats.any(|seat| matches!(seat.grant, Grant::Visitor));
            if is_new {
                self.appear(channel, room, &A_VISITOR, None);
            }
            is_new
        });
        if came {
            polls.insert(conversation, Instant::now());
        }
        drop(polls);
        if came {
            self.tasks.spawn(self.clone().watch(conversation));
        }
    }

    /// A socket of theirs is there now: it tells when they go.
    pub(super) fn no_longer_polled(&self, conversation: ConversationId) {
        let was_polled = self.polls().remove(&conversation).is_some();
        if was_polled {
            self.one_way_less(conversation);
        }
    }

    /// Waits until they have not asked for long enough.
    async fn watch(self, conversation: ConversationId) {
        let stop = self.stop.clone();
        let silent = async {
            while let Some(due) = self.poll_due(conversation) {
                tokio::time::sleep_until(due).await;
            }
        };
        stop.run_until_cancelled(silent).await;
    }

    /// When they count as gone unless they ask again. None: nothing is left to wait for.
    fn poll_due(&self, conversation: ConversationId) -> Option<Instant> {
        let mut polls = self.polls();
        let due = *polls.get(&conversation)? + self.limits.polled;
        if due > Instant::now() {
            return Some(due);
        }
        polls.remove(&conversation);
        drop(polls);
        self.one_way_less(conversation);
        None
    }

    fn one_way_less(&self, conversation: ConversationId) {
        let channel = Channel::Conversation(conversation);
        self.rooms.visit(channel, |room| {
            self.begin_leaving(channel, room, &A_VISITOR.id);
        });
    }

    fn polls(&self) -> MutexGuard<'_, HashMap<ConversationId, Instant>> {
        self.polls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
