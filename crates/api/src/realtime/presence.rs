use serde_json::value::RawValue;
use std::{collections::BTreeMap, sync::Arc};

/// Somebody as the others see them: by person, not by socket.
#[derive(Clone, Debug)]
pub(super) struct Face {
    pub(super) id: Arc<str>,
    pub(super) about: Arc<RawValue>,
}

/// Who is in a room: with sockets of this node, just gone and perhaps back in a moment, or on other nodes.
#[derive(Debug, Default)]
pub(super) struct Presence {
    /// Boxed, as a map makes room for eleven at once and most rooms have one.
    present: BTreeMap<Arc<str>, Box<Present>>,
}

#[derive(Debug)]
struct Present {
    about: Arc<RawValue>,
    sockets: usize,
    /// Set while the last socket is gone and the grace runs.
    leaving: Option<u64>,
    /// Nodes that have them, each with the census that said so.
    elsewhere: BTreeMap<Arc<str>, u64>,
}

impl Present {
    fn is_here(&self) -> bool {
        self.sockets > 0 || self.leaving.is_some()
    }
}

/// What changed, for this node and for all that watch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shift {
    /// The node has somebody that it did not have, or no longer has them: the other nodes want to know.
    pub(super) on_this_node: bool,
    /// They were nowhere before, or are nowhere now: those who watch want to know.
    pub(super) at_all: bool,
}

impl Presence {
    pub(super) fn is_empty(&self) -> bool {
        self.present.is_empty()
    }

    pub(super) fn has(&self, id: &str) -> bool {
        self.present.contains_key(id)
    }

    /// What is shown about somebody who is there.
    pub(super) fn about(&self, id: &str) -> Option<Arc<RawValue>> {
        self.present
            .get(id)
            .map(|present| Arc::clone(&present.about))
    }

    /// Everyone, by id.
    pub(super) fn roster(&self) -> BTreeMap<&str, &RawValue> {
        self.present
            .iter()
            .map(|(id, present)| (&**id, &*present.about))
            .collect()
    }

    /// One more socket of this person.
    pub(super) fn enter(&mut self, face: &Face) -> Shift {
        let at_all = !self.present.contains_key(&face.id);
        let present = self.entry(face);
        let on_this_node = !present.is_here();
        present.sockets = present.sockets.saturating_add(1);
        present.leaving = None;
        Shift {
            on_this_node,
            at_all,
        }
    }

    /// One socket less. True when it was the last one here: `settle` is due with the same ticket after the grace.
    pub(super) fn exit(&mut self, id: &str, ticket: u64) -> bool {
        let Some(present) = self.present.get_mut(id) else {
            return false;
        };
        present.sockets = present.sockets.saturating_sub(1);
        if present.sockets == 0 {
            present.leaving = Some(ticket);
        }
        present.sockets == 0
    }

    /// The grace is over; nothing happens if they came back since.
    pub(super) fn settle(&mut self, id: &str, ticket: u64) -> Shift {
        let Some(present) = self.present.get_mut(id) else {
            return Shift::default();
        };
        if present.leaving != Some(ticket) {
            return Shift::default();
        }
        present.leaving = None;
        let at_all = present.elsewhere.is_empty();
        if at_all {
            self.present.remove(id);
        }
        Shift {
            on_this_node: true,
            at_all,
        }
    }

    /// `node` has this person. True when they were nowhere before.
    pub(super) fn enter_elsewhere(&mut self, face: &Face, node: &Arc<str>, census: u64) -> bool {
        let appeared = !self.present.contains_key(&face.id);
        self.entry(face).elsewhere.insert(Arc::clone(node), census);
        appeared
    }

    /// `node` no longer has this person. True when they are nowhere now.
    pub(super) fn exit_elsewhere(&mut self, id: &str, node: &str) -> bool {
        let Some(present) = self.present.get_mut(id) else {
            return false;
        };
        present.elsewhere.remove(node);
        let vanished = present.elsewhere.is_empty() && !present.is_here();
        if vanished {
            self.present.remove(id);
        }
        vanished
    }

    /// Those whom `node` had before `census` and did not count in it.
    pub(super) fn missing_from(&self, node: &str, census: u64) -> Vec<Arc<str>> {
        let missed = |present: &Present| {
            present
                .elsewhere
                .get(node)
                .is_some_and(|counted| *counted < census)
        };
        self.present
            .iter()
            .filter(|(_, present)| missed(present))
            .map(|(id, _)| Arc::clone(id))
            .collect()
    }

    fn entry(&mut self, face: &Face) -> &mut Present {
        self.present.entry(Arc::clone(&face.id)).or_insert_with(|| {
            Box::new(Present {
                about: Arc::clone(&face.about),
                sockets: 0,
                leaving: None,
                elsewhere: BTreeMap::new(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: Shift = Shift {
        on_this_node: true,
        at_all: true,
    };
    const HERE: Shift = Shift {
        on_this_node: true,
        at_all: false,
    };

    fn ann() -> Face {
        let about = RawValue::from_string(r#"{"name":"Ann"}"#.to_owned()).unwrap();
        Face {
            id: "1".into(),
            about: about.into(),
        }
    }

    #[test]
    fn only_the_first_and_last_socket_of_a_person_count() {
        let mut presence = Presence::default();
        assert_eq!(presence.enter(&ann()), BOTH);
        assert_eq!(presence.enter(&ann()), Shift::default());
        assert!(!presence.exit("1", 1));
        assert!(presence.exit("1", 2));
        assert_eq!(presence.settle("1", 2), BOTH);
        assert!(presence.is_empty());
    }

    #[test]
    fn who_comes_back_within_the_grace_never_left() {
        let mut presence = Presence::default();
        presence.enter(&ann());
        assert!(presence.exit("1", 1));
        assert_eq!(presence.roster().len(), 1);
        assert_eq!(presence.enter(&ann()), Shift::default());
        assert_eq!(presence.settle("1", 1), Shift::default());
        assert!(presence.exit("1", 2));
        assert_eq!(
            presence.settle("1", 1),
            Shift::default(),
            "an old grace does not end the new one"
        );
        assert_eq!(presence.settle("1", 2), BOTH);
    }

    #[test]
    fn a_person_on_two_nodes_is_gone_when_both_lost_them() {
        let mut presence = Presence::default();
        let node = "b".into();
        assert!(presence.enter_elsewhere(&ann(), &node, 1));
        assert_eq!(presence.enter(&ann()), HERE);
        assert!(presence.exit("1", 1));
        assert_eq!(presence.settle("1", 1), HERE);
        assert!(presence.exit_elsewhere("1", "b"));
        assert!(presence.is_empty());
    }

    #[test]
    fn a_census_finds_those_who_left_unheard() {
        let mut presence = Presence::default();
        let node = "b".into();
        presence.enter_elsewhere(&ann(), &node, 1);
        assert!(presence.missing_from("b", 1).is_empty());
        assert_eq!(presence.missing_from("b", 2), ["1".into()]);
        assert!(presence.missing_from("c", 2).is_empty());
    }
}
