//! Filters that few conversations pass, of which an index has a list of its own.

use super::{Filter, Held};
use baton_core::{
    id::{UserId, WorkspaceId},
    page::{Cursor, Limit},
};
use baton_db::{Conn, Result, Sql, sql};
use std::iter::repeat_n;
use uuid::Uuid;

/// As many are looked at one by one.
const FEW: usize = 1_000;
/// To how many places a list is filled up, so that few statements are prepared for it.
const PLACES: [usize; 4] = [10, 50, 200, FEW];

/// A list that has all that can pass.
#[derive(Debug, Clone)]
pub(super) enum Few {
    /// Who waits.
    Waiting,
    /// What somebody holds, or this teammate.
    Held(Option<UserId>),
    /// Who waits or is with somebody.
    Called,
    /// What has a tag.
    Tagged(String),
}

impl Few {
    /// The statement that reads the list, and one more than may be on it.
    pub(super) fn ids(&self, workspace: WorkspaceId) -> Sql {
        let mut q = sql!("SELECT id FROM (");
        match self {
            Self::Waiting => waiting(&mut q, workspace),
            Self::Held(None) => held(&mut q, workspace),
            Self::Held(Some(user)) => {
                sql!(q; "SELECT v.id AS id FROM conversations v WHERE v.workspace_id = {} AND v.claimed_by_user_id = {}",
                    workspace.uuid(), user.uuid());
            }
            Self::Called => {
                waiting(&mut q, workspace);
                sql!(q; " UNION ALL ");
                held(&mut q, workspace);
            }
            Self::Tagged(name) => {
                sql!(q; "SELECT v.conversation_id AS id FROM conversation_tags v WHERE v.workspace_id = {} AND v.name = {}",
                    workspace.uuid(), name);
            }
        }
        sql!(q; ") AS listed LIMIT {}", i64::try_from(FEW).unwrap_or(i64::MAX) + 1);
        q
    }
}

/// The condition of the partial index `conversations_waiting`, and a beginning in it: without one SQLite takes that of the log.
fn waiting(q: &mut Sql, workspace: WorkspaceId) {
    sql!(q; "SELECT v.id AS id FROM conversations v WHERE v.workspace_id = {} AND v.status = 'open'
        AND v.escalated_at IS NOT NULL AND v.claimed_by_user_id IS NULL AND v.escalated_at > 0", workspace.uuid());
}

/// The condition of the partial index `conversations_claimed`, and a beginning in it.
fn held(q: &mut Sql, workspace: WorkspaceId) {
    sql!(q; "SELECT v.id AS id FROM conversations v WHERE v.workspace_id = {} AND v.claimed_by_user_id IS NOT NULL
        AND v.claimed_by_user_id > {}", workspace.uuid(), Uuid::nil());
}

/// The conversations that all that pass a filter are among, where a short list has them.
pub(super) async fn among(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    filter: &Filter,
) -> Result<Option<Vec<Uuid>>> {
    let held = match filter.held {
        Some(Held::Nobody) => Some(Few::Waiting),
        Some(Held::Person) => Some(Few::Held(None)),
        Some(Held::By(user)) => Some(Few::Held(Some(user))),
        Some(Held::Assistant | Held::None) | None => None,
    };
    let called = filter.needs_human.then_some(Few::Called);
    let tagged = filter.tag.clone().map(Few::Tagged);
    for few in [held, called, tagged].into_iter().flatten() {
        let ids: Vec<Uuid> = conn.fetch_all(few.ids(workspace)).await?;
        if ids.len() <= FEW {
            return Ok(Some(ids));
        }
    }
    Ok(None)
}

/// The statement that finds a page's ids on a short list, one more than the limit. They are joined and not listed, and the plus
/// keeps the order of an index away: SQLite would rather look through all of the workspace.
pub(super) fn page(
    workspace: WorkspaceId,
    filter: &Filter,
    (mut among, after): (Vec<Uuid>, Option<Cursor>),
    limit: Limit,
) -> Sql {
    let places = PLACES.into_iter().find(|places| *places >= among.len());
    let empty = places.unwrap_or_default().saturating_sub(among.len());
    among.extend(repeat_n(Uuid::nil(), empty));
    // The first arm finds nothing, and says what kind of values these are.
    let mut q = sql!(
        "WITH listed (id) AS (SELECT v.id FROM conversations v WHERE v.workspace_id = {} AND v.id = {}",
        workspace.uuid(),
        Uuid::nil()
    );
    for (n, id) in among.into_iter().enumerate() {
        if n == 0 {
            sql!(q; " UNION ALL VALUES ({})", id);
        } else {
            sql!(q; ", ({})", id);
        }
    }
    sql!(q; ") SELECT c.id FROM listed CROSS JOIN conversations c WHERE c.workspace_id = {} AND c.id = listed.id",
        workspace.uuid());
    filter.begun(&mut q);
    filter.narrow(&mut q, workspace);
    if let Some(Cursor { at, id }) = after {
        sql!(q; " AND (c.created_at + 0, c.id) < ({}, {})", at.ms(), id);
    }
    sql!(q; " ORDER BY c.created_at + 0 DESC, c.id DESC LIMIT {}", limit.and_one());
    q
}
