//! Who is there, on any node: visitors in their conversations, teammates in the console and before a conversation.

use super::{channel::Channel, hub::Hub, rights::ChannelRights, room::VISITOR};
use baton_core::id::{ConversationId, WorkspaceId};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use tokio::sync::broadcast;

/// A visitor came to their conversation, or left it for good (after the grace).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitorChange {
    /// Where.
    pub conversation: ConversationId,
    /// Whether they are there now.
    pub online: bool,
}

/// A teammate opened the console of a workspace, or closed the last one (after the grace).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeammateChange {
    /// Where.
    pub workspace: WorkspaceId,
    /// Who: their id.
    pub user: Arc<str>,
    /// Whether they are there now.
    pub online: bool,
}

/// A teammate opened a conversation, or left it (after the grace).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewerChange {
    /// Where.
    pub conversation: ConversationId,
    /// Who: their id.
    pub user: Arc<str>,
    /// How they are called, where they came; none: they are gone.
    pub came: Option<String>,
}

/// Who looks at which conversation, with how they are called.
pub type Viewers = BTreeMap<(ConversationId, Arc<str>), String>;

impl<R: ChannelRights> Hub<R> {
    /// Whether the visitor of a conversation has it open, on any node.
    pub fn visitor_online(&self, conversation: ConversationId) -> bool {
        let is_there = |room: &mut super::room::Room<R::Principal>| room.presence.has(VISITOR);
        self.rooms
            .visit(Channel::Conversation(conversation), is_there)
            .unwrap_or_default()
    }

    /// The conversations whose visitors are there now, on any node.
    pub fn visitors_online(&self) -> BTreeSet<ConversationId> {
        let of_conversations = |channel| match channel {
            Channel::Conversation(id) => Some(id),
            _ => None,
        };
        let open = self
            .rooms
            .channels()
            .into_iter()
            .filter_map(of_conversations);
        open.filter(|id| self.visitor_online(*id)).collect()
    }

    /// Visitors coming and going from now on. Every node hears all of them, so each tells its own sockets ([`Hub::deliver`]).
    pub fn visitor_changes(&self) -> broadcast::Receiver<VisitorChange> {
        self.visitors.subscribe()
    }

    /// Teammates who have the console of a workspace open, on any node.
    pub fn teammates_online(&self) -> BTreeSet<(WorkspaceId, Arc<str>)> {
        let mut there = BTreeSet::new();
        for channel in self.rooms.channels() {
            if let Channel::WorkspacePresence(workspace) = channel {
                self.rooms.visit(channel, |room| {
                    let ids = room.presence.roster().into_keys();
                    there.extend(ids.map(|id| (workspace, Arc::from(id))));
                });
            }
        }
        there
    }

    /// Teammates coming and going from now on, on any node.
    pub fn teammate_changes(&self) -> broadcast::Receiver<TeammateChange> {
        self.teammates.subscribe()
    }

    /// Teammates who have a conversation open, on any node.
    pub fn viewers(&self) -> Viewers {
        let mut there = BTreeMap::new();
        for channel in self.rooms.channels() {
            if let Channel::ConversationPresence(conversation) = channel {
                self.rooms.visit(channel, |room| {
                    let people = room.presence.roster().into_iter();
                    there.extend(
                        people.map(|(id, about)| ((conversation, Arc::from(id)), name_in(about))),
                    );
                });
            }
        }
        there
    }

    /// Teammates opening and leaving conversations from now on, on any node.
    pub fn viewer_changes(&self) -> broadcast::Receiver<ViewerChange> {
        self.viewers.subscribe()
    }
}

/// How somebody is called, in what the others learn about them.
pub(super) fn name_in(about: &RawValue) -> String {
    #[derive(Deserialize)]
    struct About {
        name: String,
    }
    serde_json::from_str(about.get())
        .map(|about: About| about.name)
        .unwrap_or_default()
}
