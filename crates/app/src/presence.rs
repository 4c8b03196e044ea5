//! Which visitors have a socket open right now, as far as this node knows.

use baton_core::id::ContactId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Open sockets per contact.
#[derive(Debug, Clone, Default)]
pub struct Presence {
    // Held for one look-up or count, never across an await.
    open: Arc<Mutex<HashMap<ContactId, usize>>>,
}

impl Presence {
    /// A socket of the contact opened; answers whether it is their first.
    pub fn came(&self, contact: ContactId) -> bool {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let before = open.get(&contact).copied().unwrap_or_default();
        open.insert(contact, before + 1);
        drop(open);
        before == 0
    }

    /// A socket of the contact closed; answers whether it was their last.
    pub fn left(&self, contact: ContactId) -> bool {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(count) = open.get_mut(&contact) else {
            return false;
        };
        *count -= 1;
        let last = *count == 0;
        if last {
            open.remove(&contact);
        }
        last
    }

    /// Whether a socket of theirs is open.
    pub fn is_online(&self, contact: ContactId) -> bool {
        self.open
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains_key(&contact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use baton_core::{
        id::Ids,
        time::{Clock, Timestamp},
    };

    #[test]
    fn a_contact_is_online_until_the_last_socket_closes() {
        let (presence, ids) = (
            Presence::default(),
            Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1),
        );
        let contact = ids.next();
        assert!(presence.came(contact));
        assert!(!presence.came(contact));
        assert!(!presence.left(contact));
        assert!(presence.is_online(contact));
        assert!(presence.left(contact));
        assert!(!presence.is_online(contact));
        assert!(!presence.left(contact));
    }
}
