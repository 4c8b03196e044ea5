//! Which visitors and teammates have a socket open right now, as far as this node knows.

use baton_core::id::{ContactId, ConversationId, UserId, WorkspaceId};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

/// What each teammate of a workspace has open.
type Views = HashMap<(WorkspaceId, UserId), BTreeSet<ConversationId>>;

/// Open sockets per contact, and the teammates of each workspace who have their console open.
#[derive(Debug, Clone, Default)]
pub struct Presence {
    // Held for one look-up or count, never across an await.
    open: Arc<Mutex<HashMap<ContactId, usize>>>,
    team: Arc<Mutex<HashMap<WorkspaceId, HashSet<UserId>>>>,
    views: Arc<Mutex<Views>>,
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

    /// A teammate is there now, or is gone. Answers whether that was news.
    pub fn set_teammate(&self, workspace: WorkspaceId, user: UserId, online: bool) -> bool {
        let mut team = self.team.lock().unwrap_or_else(PoisonError::into_inner);
        let there = team.entry(workspace).or_default();
        let news = if online {
            there.insert(user)
        } else {
            there.remove(&user)
        };
        if there.is_empty() {
            team.remove(&workspace);
        }
        news
    }

    /// Whether a teammate has their console open.
    pub fn has_teammate(&self, workspace: WorkspaceId, user: UserId) -> bool {
        let team = self.team.lock().unwrap_or_else(PoisonError::into_inner);
        team.get(&workspace)
            .is_some_and(|there| there.contains(&user))
    }

    /// A teammate opened a conversation, or left it. Answers whether that was news.
    pub fn set_viewing(
        &self,
        (workspace, user): (WorkspaceId, UserId),
        conversation: ConversationId,
        on: bool,
    ) -> bool {
        let mut views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        let open = views.entry((workspace, user)).or_default();
        let news = if on {
            open.insert(conversation)
        } else {
            open.remove(&conversation)
        };
        if open.is_empty() {
            views.remove(&(workspace, user));
        }
        news
    }

    /// The conversations that a teammate has open, oldest first.
    pub fn viewing(&self, workspace: WorkspaceId, user: UserId) -> Vec<ConversationId> {
        let views = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        views
            .get(&(workspace, user))
            .map(|open| open.iter().copied().collect())
            .unwrap_or_default()
    }

    /// All who have their console open, in every workspace.
    pub fn everybody(&self) -> Vec<(WorkspaceId, UserId)> {
        let team = self.team.lock().unwrap_or_else(PoisonError::into_inner);
        team.iter()
            .flat_map(|(workspace, there)| there.iter().map(|user| (*workspace, *user)))
            .collect()
    }

    /// The teammates who have their console open.
    pub fn teammates(&self, workspace: WorkspaceId) -> Vec<UserId> {
        let team = self.team.lock().unwrap_or_else(PoisonError::into_inner);
        team.get(&workspace)
            .map(|there| there.iter().copied().collect())
            .unwrap_or_default()
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

    #[test]
    fn teammates_are_there_in_their_own_workspace() {
        let (presence, ids) = (
            Presence::default(),
            Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1),
        );
        let [ours, theirs]: [WorkspaceId; 2] = [ids.next(), ids.next()];
        let maya = ids.next();
        assert!(presence.set_teammate(ours, maya, true));
        assert!(!presence.set_teammate(ours, maya, true));
        assert!(presence.has_teammate(ours, maya));
        assert!(!presence.has_teammate(theirs, maya));
        assert_eq!(presence.teammates(ours), [maya]);
        assert_eq!(presence.everybody(), [(ours, maya)]);
        assert!(presence.set_teammate(ours, maya, false));
        assert!(presence.teammates(ours).is_empty());
    }

    #[test]
    fn a_teammate_looks_at_conversations_of_one_workspace() {
        let (presence, ids) = (
            Presence::default(),
            Ids::seeded(Clock::fixed(Timestamp::from_ms(1)), 1),
        );
        let [ours, theirs]: [WorkspaceId; 2] = [ids.next(), ids.next()];
        let (maya, [one, two]): (UserId, [ConversationId; 2]) =
            (ids.next(), [ids.next(), ids.next()]);
        assert!(presence.set_viewing((ours, maya), one, true));
        assert!(!presence.set_viewing((ours, maya), one, true));
        assert!(presence.set_viewing((ours, maya), two, true));
        assert_eq!(presence.viewing(ours, maya), [one, two]);
        assert!(presence.viewing(theirs, maya).is_empty());
        assert!(presence.set_viewing((ours, maya), one, false));
        assert!(!presence.set_viewing((ours, maya), one, false));
        assert_eq!(presence.viewing(ours, maya), [two]);
    }
}
