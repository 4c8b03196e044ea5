//! Pages of the inbox: first the ids, which an index answers in order, then their rows.

use super::{Conversation, find_many, search::Narrow};
use baton_core::{
    conversation::Status,
    id::{AssistantId, ContactId, ConversationId, UserId, WorkspaceId},
    page::{Cursor, Limit, Page},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, sql};
use std::collections::HashMap;
use uuid::Uuid;

/// Whose baton.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Anybody's.
    #[default]
    All,
    /// Nobody's: a visitor waits for a person.
    Waiting,
    /// This teammate's.
    Mine(UserId),
}

/// Which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusFilter {
    /// Going on.
    Open,
    /// Closed.
    Resolved,
    /// With visitor messages that this teammate has not seen.
    Unread(UserId),
    /// Put away until a time: they are in no other list, but for what is searched.
    Snoozed,
}

/// Whose responsibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Responsible {
    /// This teammate's.
    Is(UserId),
    /// Nobody's.
    Nobody,
}

/// Which conversations a list shows; all conditions hold together.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// Whose baton.
    pub view: View,
    /// Which state.
    pub status: Option<StatusFilter>,
    /// Whose responsibility.
    pub responsible: Option<Responsible>,
    /// Which assistant's.
    pub assistant: Option<AssistantId>,
    /// Only those that produced a lead.
    pub has_lead: bool,
    /// Of all, only those whose visitor wrote something. Who waits or is held counts also where they wrote nothing: the
    /// button and a rule ask for a person without a word.
    pub engaged: bool,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The last activity first.
    #[default]
    Newest,
    /// What needs a person most first, of what the assistant holds: nothing else is in it.
    Need,
    /// Who waits longest first; elsewhere than among those who wait, the one that rested longest.
    LongestWait,
}

impl Sort {
    /// Appends the order, and where `after` is given the place in it.
    fn page(self, q: &mut Sql, waiting: bool, after: Option<Cursor>) {
        if let Some(Cursor { at, id }) = after {
            match (self, waiting) {
                (Self::Newest, _) => {
                    sql!(q; " AND (c.last_activity_at, c.id) < ({}, {})", at.ms(), id)
                }
                (Self::Need, _) => {
                    sql!(q; " AND (c.need, c.id) < ({}, {})", at.ms(), id)
                }
                (Self::LongestWait, true) => {
                    sql!(q; " AND (c.escalated_at, c.id) > ({}, {})", at.ms(), id)
                }
                (Self::LongestWait, false) => {
                    sql!(q; " AND (c.last_activity_at, c.id) > ({}, {})", at.ms(), id)
                }
            };
        }
        match (self, waiting) {
            (Self::Newest, _) => sql!(q; " ORDER BY c.last_activity_at DESC, c.id DESC"),
            (Self::Need, _) => sql!(q; " ORDER BY c.need DESC, c.id DESC"),
            (Self::LongestWait, true) => sql!(q; " ORDER BY c.escalated_at, c.id"),
            (Self::LongestWait, false) => sql!(q; " ORDER BY c.last_activity_at, c.id"),
        };
    }

    fn time_of(self, waiting: bool, c: &Conversation) -> Timestamp {
        match c.escalated_at {
            _ if self == Self::Need => Timestamp::from_ms(c.need),
            Some(at) if waiting && self == Self::LongestWait => at,
            _ => c.last_activity_at,
        }
    }
}

impl Filter {
    /// Appends the conditions on `c`.
    pub(super) fn narrow(&self, q: &mut Sql) {
        match self.view {
            View::All if self.engaged && !self.has_own_index() => {
                sql!(q; " AND c.visitor_messages > 0");
            }
            // The plus keeps the index of everybody's away: there is one of what is one's own, and of what is put away.
            View::All if self.engaged => {
                sql!(q; " AND +c.visitor_messages > 0");
            }
            _ => {}
        }
        match self.view {
            View::All => {}
            // Exactly the condition of the partial index `conversations_waiting`.
            View::Waiting => {
                sql!(q; " AND c.status = 'open' AND c.escalated_at IS NOT NULL AND c.claimed_by_user_id IS NULL");
            }
            View::Mine(user) => {
                sql!(q; " AND c.claimed_by_user_id = {}", user.uuid());
            }
        }
        match self.status {
            None => {}
            Some(StatusFilter::Open) => {
                sql!(q; " AND c.status = {}", Status::Open.as_str());
            }
            Some(StatusFilter::Resolved) => {
                sql!(q; " AND c.status = {}", Status::Resolved.as_str());
            }
            Some(StatusFilter::Snoozed) => {
                sql!(q; " AND c.snoozed_until IS NOT NULL");
            }
            Some(StatusFilter::Unread(user)) => {
                // A value, not a join: it is looked up for each row that is walked, and never for all there are.
                sql!(q; " AND c.visitor_seq > coalesce((SELECT r.seq FROM conversation_reads r
                    WHERE r.workspace_id = c.workspace_id AND r.conversation_id = c.id AND r.user_id = {}), 0)", user.uuid());
            }
        }
        match self.responsible {
            None => {}
            Some(Responsible::Is(user)) => {
                sql!(q; " AND c.assigned_user_id = {}", user.uuid());
            }
            Some(Responsible::Nobody) => {
                sql!(q; " AND c.assigned_user_id IS NULL");
            }
        }
        if let Some(assistant) = self.assistant {
            sql!(q; " AND c.assistant_id = {}", assistant.uuid());
        }
        if self.has_lead {
            sql!(q; " AND (SELECT l.id FROM leads l WHERE l.workspace_id = c.workspace_id AND l.conversation_id = c.id
                LIMIT 1) IS NOT NULL");
        }
    }

    /// Leaves out what is put away, unless it is asked for.
    pub(super) fn awake(&self, q: &mut Sql) {
        if self.status != Some(StatusFilter::Snoozed) {
            sql!(q; " AND c.snoozed_until IS NULL");
        }
    }

    /// Whether it is about what one person is responsible for, or about what is put away: an index of its own has that in
    /// order.
    fn has_own_index(&self) -> bool {
        let is_ones_own = matches!(self.responsible, Some(Responsible::Is(_)));
        self.view == View::All && (is_ones_own || self.status == Some(StatusFilter::Snoozed))
    }

    fn waiting(&self) -> bool {
        self.view == View::Waiting
    }
}

impl Narrow for Filter {
    fn narrow_found(&self, q: &mut Sql, _: WorkspaceId) {
        self.narrow(q);
    }
}

/// A page of the inbox.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    filter: &Filter,
    order: (Sort, Option<Cursor>),
    limit: Limit,
) -> Result<Page<Conversation>> {
    let q = ids(workspace, filter, order, limit);
    let ids: Vec<Uuid> = conn.fetch_all(q).await?;
    let rows = in_order(conn, workspace, &ids).await?;
    Ok(Page::cut(rows, limit, |c| Cursor {
        at: order.0.time_of(filter.waiting(), c),
        id: c.id.uuid(),
    }))
}

/// The statement that finds a page's ids, one more than the limit. A list of everybody's is put together from the newest of
/// each state: an index has those of one state in order.
pub(super) fn ids(
    workspace: WorkspaceId,
    filter: &Filter,
    (sort, after): (Sort, Option<Cursor>),
    limit: Limit,
) -> Sql {
    // Exactly the condition of the partial index `conversations_need`, which has all of it in order.
    let states = match sort {
        Sort::Need => vec![State::Needing],
        Sort::Newest | Sort::LongestWait => filter.states(),
    };
    let mut q = sql!("SELECT u.id FROM (");
    for (n, state) in states.iter().enumerate() {
        if n > 0 {
            sql!(q; " UNION ALL ");
        }
        if sort == Sort::Need {
            sql!(q; "SELECT id, at FROM (SELECT c.id AS id, c.need AS at");
        } else if sort == Sort::LongestWait && filter.waiting() {
            sql!(q; "SELECT id, at FROM (SELECT c.id AS id, c.escalated_at AS at");
        } else {
            sql!(q; "SELECT id, at FROM (SELECT c.id AS id, c.last_activity_at AS at");
        }
        sql!(q; " FROM conversations c WHERE c.workspace_id = {}", workspace.uuid());
        state.narrow(&mut q);
        filter.narrow(&mut q);
        filter.awake(&mut q);
        sort.page(&mut q, filter.waiting(), after);
        sql!(q; " LIMIT {}) AS state", limit.and_one());
    }
    match sort {
        Sort::Newest | Sort::Need => sql!(q; ") AS u ORDER BY u.at DESC, u.id DESC"),
        Sort::LongestWait => sql!(q; ") AS u ORDER BY u.at, u.id"),
    };
    sql!(q; " LIMIT {}", limit.and_one());
    q
}

/// What one index has in order.
#[derive(Debug, Clone, Copy)]
enum State {
    /// Of those that a view is about.
    Viewed,
    /// Of those that need a person.
    Needing,
    /// Of those whose visitor wrote.
    Engaged(Status),
    /// Of those whose visitor never did.
    Silent(Status),
}

impl State {
    fn narrow(self, q: &mut Sql) {
        match self {
            Self::Viewed => q,
            Self::Needing => sql!(q; " AND c.need > 0"),
            Self::Engaged(status) => {
                sql!(q; " AND c.status = {} AND c.visitor_messages > 0", status.as_str())
            }
            Self::Silent(status) => {
                sql!(q; " AND c.status = {} AND c.visitor_messages = 0", status.as_str())
            }
        };
    }
}

impl Filter {
    /// The states that together hold everything that passes.
    fn states(&self) -> Vec<State> {
        if self.view != View::All || self.has_own_index() {
            return vec![State::Viewed];
        }
        let statuses: &[Status] = match self.status {
            Some(StatusFilter::Open) => &[Status::Open],
            Some(StatusFilter::Resolved) => &[Status::Resolved],
            None | Some(StatusFilter::Unread(_) | StatusFilter::Snoozed) => {
                &[Status::Open, Status::Resolved]
            }
        };
        let engaged = statuses.iter().map(|status| State::Engaged(*status));
        let silent = statuses.iter().map(|status| State::Silent(*status));
        if self.engaged {
            engaged.collect()
        } else {
            engaged.chain(silent).collect()
        }
    }
}

/// The rows of these ids, in their order.
pub(super) async fn in_order(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    ids: &[Uuid],
) -> Result<Vec<Conversation>> {
    let wanted: Vec<ConversationId> = ids.iter().copied().map(Into::into).collect();
    let rows = find_many(conn, workspace, &wanted).await?;
    let mut by_id: HashMap<_, _> = rows.into_iter().map(|c| (c.id, c)).collect();
    Ok(wanted.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// The newest conversations of a contact.
pub async fn of_contact(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    contact: ContactId,
    limit: i64,
) -> Result<Vec<Conversation>> {
    let ids: Vec<Uuid> = conn
        .fetch_all(sql!(
            "SELECT id FROM conversations WHERE workspace_id = {} AND contact_id = {}
             ORDER BY last_activity_at DESC, id DESC LIMIT {}",
            workspace.uuid(),
            contact.uuid(),
            limit
        ))
        .await?;
    in_order(conn, workspace, &ids).await
}
