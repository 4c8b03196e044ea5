//! Presence between nodes: who is where, told as it changes, counted anew when a node was not heard, forgotten when it died.

use super::{channel::Channel, hub::Hub, presence::Face, rights::ChannelRights, room::SocketKey};
use baton_bus::{Bus, Control};
use baton_core::id::Ids;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::time::Instant;

const TOPIC: &str = "realtime.presence";
const ALIVE_EVERY: Duration = Duration::from_secs(5);
/// Three words missed: the node is gone, and so is everyone on it.
const DEAD_AFTER: Duration = Duration::from_secs(16);
/// From the last word of a node to when the people on it are gone.
#[cfg(test)]
pub(super) const GONE_AFTER: Duration = DEAD_AFTER.saturating_add(ALIVE_EVERY);
/// People in one word of a census.
const CENSUS_PART: usize = 200;

/// This node among the others.
#[derive(Debug)]
pub(super) struct Cluster {
    node: Arc<str>,
    /// Grows with each count of everyone here.
    census: AtomicU64,
    heard: Mutex<BTreeMap<Arc<str>, Instant>>,
    /// Everyone on this node, as the other nodes were told.
    people: Mutex<People>,
}

type People = HashMap<(Channel, Arc<str>), Arc<RawValue>>;

#[derive(Serialize, Deserialize)]
struct Word {
    node: String,
    census: u64,
    what: What,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// Somebody came to this node, or the census counts them.
    Came { people: Vec<Person> },
    /// Somebody left this node.
    Left { channel: String, id: String },
    /// The census is complete: whoever was not counted is not there.
    Counted,
    /// Still here.
    Alive,
    /// Please count.
    Ask,
}

#[derive(Serialize, Deserialize)]
struct Person {
    channel: String,
    id: String,
    about: Box<RawValue>,
}

impl Cluster {
    pub(super) fn new(ids: &Ids) -> Self {
        Self {
            node: format!("{:032x}", u128::from_le_bytes(ids.bytes())).into(),
            census: AtomicU64::new(0),
            heard: Mutex::default(),
            people: Mutex::default(),
        }
    }

    fn people(&self) -> MutexGuard<'_, People> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a sign of life. True when the node was not known.
    fn note(&self, node: &Arc<str>) -> bool {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.insert(Arc::clone(node), Instant::now()).is_none()
    }

    /// Takes out the nodes that are silent for too long.
    fn dead(&self) -> Vec<Arc<str>> {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard
            .extract_if(.., |_, at| at.elapsed() > DEAD_AFTER)
            .map(|(node, _)| node)
            .collect()
    }
}

impl<R: ChannelRights> Hub<R> {
    /// Tells the other nodes that somebody came here or left.
    pub(super) fn tell_nodes(&self, channel: Channel, face: &Face, here: bool) {
        if self.is_alone() {
            return;
        }
        let mut people = self.cluster.people();
        let key = (channel, Arc::clone(&face.id));
        let (channel, id) = (channel.to_string(), face.id.as_ref().to_owned());
        let what = if here {
            people.insert(key, Arc::clone(&face.about));
            let about = (*face.about).to_owned();
            What::Came {
                people: vec![Person { channel, id, about }],
            }
        } else {
            people.remove(&key);
            What::Left { channel, id }
        };
        // Said while the list is locked: a census never counts somebody after the word that they left.
        self.say(what);
        drop(people);
    }

    /// Asks the other nodes to count who they have, when something may have been missed.
    pub(super) fn ask_nodes(&self) {
        self.say(What::Ask);
    }

    /// Says that it lives, and forgets who does not, until the hub stops.
    pub(super) async fn keep_in_touch(self) {
        self.ask_nodes();
        self.count_here();
        let mut tick = tokio::time::interval(ALIVE_EVERY);
        while self.stop.run_until_cancelled(tick.tick()).await.is_some() {
            self.say(What::Alive);
            for node in self.cluster.dead() {
                tracing::warn!(%node, "a node went silent; the people on it are offline");
                self.sweep(&node, u64::MAX);
            }
        }
    }

    /// A word of another node, or our own that came back.
    pub(super) fn hear_node(&self, control: &Control) {
        if &*control.topic != TOPIC {
            return;
        }
        let word: Word = match serde_json::from_slice(&control.payload) {
            Ok(word) => word,
            Err(error) => {
                tracing::warn!(%error, "a word of another node could not be read");
                return;
            }
        };
        if word.node == *self.cluster.node {
            return;
        }
        let node: Arc<str> = word.node.into();
        if self.cluster.note(&node) {
            self.ask_nodes();
        }
        match word.what {
            What::Came { people } => {
                for person in people {
                    self.came_elsewhere(person, &node, word.census);
                }
            }
            What::Left { channel, id } => self.left_elsewhere(&channel, &id, &node),
            What::Counted => self.sweep(&node, word.census),
            What::Alive => {}
            What::Ask => self.count_here(),
        }
    }

    fn came_elsewhere(&self, person: Person, node: &Arc<str>, census: u64) {
        let Ok(channel) = person.channel.parse::<Channel>() else {
            return;
        };
        let face = Face {
            id: person.id.into(),
            about: person.about.into(),
        };
        self.rooms.enter(channel, |room| {
            if room.presence.enter_elsewhere(&face, node, census) {
                self.show(channel, room, &face, None::<SocketKey>);
            }
        });
    }

    fn left_elsewhere(&self, channel: &str, id: &str, node: &str) {
        let Ok(channel) = channel.parse::<Channel>() else {
            return;
        };
        self.rooms.visit(channel, |room| {
            if room.presence.exit_elsewhere(id, node) {
                self.hide(channel, room, id);
            }
        });
    }

    /// Counts everyone here, for the others. What changes meanwhile is told with the number of this census, so that
    /// the end of it sweeps nobody away who came during it.
    fn count_here(&self) {
        let here = self.cluster.people();
        self.cluster.census.fetch_add(1, Ordering::SeqCst);
        let mut people: Vec<Person> = here
            .iter()
            .map(|((channel, id), about)| Person {
                channel: channel.to_string(),
                id: id.as_ref().to_owned(),
                about: (**about).to_owned(),
            })
            .collect();
        while !people.is_empty() {
            let rest = people.split_off(people.len().min(CENSUS_PART));
            self.say(What::Came { people });
            people = rest;
        }
        self.say(What::Counted);
        drop(here);
    }

    /// Lets go of those whom a node had before `census` and did not count in it.
    fn sweep(&self, node: &str, census: u64) {
        for channel in self.rooms.channels() {
            self.rooms.visit(channel, |room| {
                for id in room.presence.missing_from(node, census) {
                    if room.presence.exit_elsewhere(&id, node) {
                        self.hide(channel, room, &id);
                    }
                }
            });
        }
    }

    fn is_alone(&self) -> bool {
        matches!(self.bus, Bus::Local(_))
    }

    fn say(&self, what: What) {
        if self.is_alone() {
            return;
        }
        let census = self.cluster.census.load(Ordering::SeqCst);
        let word = Word {
            node: self.cluster.node.as_ref().to_owned(),
            census,
            what,
        };
        match serde_json::to_vec(&word) {
            Ok(payload) => self.bus.control(Control {
                topic: TOPIC.into(),
                payload: Bytes::from(payload),
            }),
            Err(error) => tracing::error!(%error, "a word to the other nodes could not be written"),
        }
    }
}
