//! Coming to a channel and leaving it, and what the others see of it.

use super::{
    channel::Channel,
    frame,
    hub::Hub,
    presence::Face,
    rights::{ChannelRights, Grant},
    room::{Room, Seat, SocketKey},
    there::{TeammateChange, ViewerChange, VisitorChange, name_in},
};
use serde_json::value::RawValue;
use std::sync::Arc;

impl<R: ChannelRights> Hub<R> {
    /// Seats a socket, or seats it again. What is published from now on reaches it, after the word that it is seated.
    pub(super) fn join(&self, channel: Channel, key: SocketKey, seat: &Seat<R::Principal>) {
        let name = channel.to_string();
        let face = seat.face(channel);
        self.rooms.enter(channel, |room| {
            // Said before they came.
            self.tell_kept(channel, room);
            let before = room.seats.insert(key, Box::new(seat.clone()));
            self.counters.subscribed.add(usize::from(before.is_none()));
            let was = before.and_then(|seat| seat.face(channel));
            if was.as_ref().map(|face| &face.id) != face.as_ref().map(|face| &face.id) {
                if let Some(was) = was {
                    self.begin_leaving(channel, room, &was.id);
                }
                if let Some(face) = &face {
                    self.appear(channel, room, face, Some(key));
                }
            }
            let roster = channel.is_presence().then(|| room.presence.roster());
            seat.outbox.push(frame::succeeded(&name, roster.as_ref()));
        });
        if let (Channel::Conversation(id), Grant::Visitor) = (channel, &seat.grant) {
            self.no_longer_polled(id);
        }
    }

    /// Frees a seat. False when it was not taken.
    pub(super) fn leave(&self, channel: Channel, key: SocketKey) -> bool {
        let left = self.rooms.visit(channel, |room| {
            let seat = room.seats.remove(&key)?;
            self.counters.unsubscribed.add(1);
            if let Some(face) = seat.face(channel) {
                self.begin_leaving(channel, room, &face.id);
            }
            Some(())
        });
        left.flatten().is_some()
    }

    /// What a socket may say as on a channel: none when it is not seated there.
    pub(super) fn seat(&self, channel: Channel, key: SocketKey) -> Option<Seat<R::Principal>> {
        self.rooms
            .visit(channel, |room| {
                room.seats.get(&key).map(|seat| (**seat).clone())
            })
            .flatten()
    }

    /// One more way in which somebody is there; the socket that it is hears nothing of it.
    pub(super) fn appear(
        &self,
        channel: Channel,
        room: &mut Room<R::Principal>,
        face: &Face,
        key: Option<SocketKey>,
    ) {
        let shift = room.presence.enter(face);
        if shift.at_all {
            self.show(channel, room, face, key);
        }
        if shift.on_this_node {
            self.tell_nodes(channel, face, true);
        }
    }

    /// Waits for the grace before anybody is told.
    pub(super) fn begin_leaving(
        &self,
        channel: Channel,
        room: &mut Room<R::Principal>,
        id: &Arc<str>,
    ) {
        let ticket = self.next_number();
        if !room.presence.exit(id, ticket) {
            return;
        }
        let (hub, id) = (self.clone(), Arc::clone(id));
        self.tasks.spawn(async move {
            let stop = hub.stop.clone();
            if stop
                .run_until_cancelled(tokio::time::sleep(hub.limits.grace))
                .await
                .is_some()
            {
                hub.settle(channel, &id, ticket);
            }
        });
    }

    fn settle(&self, channel: Channel, id: &Arc<str>, ticket: u64) {
        self.rooms.visit(channel, |room| {
            let about = room.presence.about(id);
            let shift = room.presence.settle(id, ticket);
            if shift.at_all {
                self.hide(channel, room, id);
            }
            if let (true, Some(about)) = (shift.on_this_node, about) {
                self.tell_nodes(
                    channel,
                    &Face {
                        id: Arc::clone(id),
                        about,
                    },
                    false,
                );
            }
        });
    }

    /// Tells those who watch that somebody came.
    pub(super) fn show(
        &self,
        channel: Channel,
        room: &Room<R::Principal>,
        face: &Face,
        newcomer: Option<SocketKey>,
    ) {
        if let Channel::Conversation(conversation) = channel {
            drop(self.visitors.send(VisitorChange {
                conversation,
                online: true,
            }));
        } else {
            self.tell_of_teammate(channel, &face.id, Some(&face.about));
            let added = frame::member_added(&channel.to_string(), &face.id, &face.about);
            self.count(room.tell(&added, newcomer));
        }
    }

    /// Tells those who watch that somebody is gone.
    pub(super) fn hide(&self, channel: Channel, room: &Room<R::Principal>, id: &str) {
        if let Channel::Conversation(conversation) = channel {
            drop(self.visitors.send(VisitorChange {
                conversation,
                online: false,
            }));
        } else {
            self.tell_of_teammate(channel, id, None);
            self.count(room.tell(&frame::member_removed(&channel.to_string(), id), None));
        }
    }

    fn tell_of_teammate(&self, channel: Channel, id: &str, about: Option<&RawValue>) {
        let user = Arc::from(id);
        match channel {
            Channel::WorkspacePresence(workspace) => drop(self.teammates.send(TeammateChange {
                workspace,
                user,
                online: about.is_some(),
            })),
            Channel::ConversationPresence(conversation) => drop(self.viewers.send(ViewerChange {
                conversation,
                user,
                came: about.map(name_in),
            })),
            Channel::Conversation(_) | Channel::Team(_) | Channel::Workspace(_) => {}
        }
    }
}
