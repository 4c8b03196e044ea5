//! Pages of leads, newest or most promising first, and how many there are of each stage.

use super::{Lead, Stored};
use baton_core::{
    id::{AssistantId, ConversationId, LeadId, WorkspaceId},
    lead::{LeadSource, LeadStatus},
    page::{Cursor, Limit, Page},
    time::Timestamp,
};
use baton_db::{Conn, Result, Sql, row, sql};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Which leads a list shows; all conditions hold together.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of this stage.
    pub status: Option<LeadStatus>,
    /// Of this assistant.
    pub assistant: Option<AssistantId>,
    /// By this way.
    pub source: Option<LeadSource>,
    /// With this in the name, e-mail address, phone number or wish.
    pub text: Option<String>,
}

/// What comes first in a list of leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The newest.
    #[default]
    Newest,
    /// The most promising, of equal ones the newest.
    Score,
}

impl Order {
    fn cursor(self, lead: &Lead) -> Cursor {
        let at = match self {
            Self::Newest => lead.created_at,
            // Cursors carry any number by which a list is sorted.
            Self::Score => Timestamp::from_ms(lead.score.value),
        };
        Cursor {
            at,
            id: lead.id.uuid(),
        }
    }
}

impl Filter {
    fn narrow(&self, q: &mut Sql) {
        if let Some(assistant) = self.assistant {
            sql!(q; " AND assistant_id = {}", assistant.uuid());
        }
        if let Some(source) = self.source {
            sql!(q; " AND source = {}", source.as_str());
        }
        if let Some(text) = &self.text {
            let like = crate::pattern::like(text);
            sql!(q; " AND (lower(name) LIKE {} ESCAPE '!' OR email LIKE {} ESCAPE '!' OR phone LIKE {} ESCAPE '!'
                OR lower(wants) LIKE {} ESCAPE '!')", &like, &like, &like, &like);
        }
    }
}

/// A page of leads.
pub async fn list(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    filter: &Filter,
    (order, after): (Order, Option<Cursor>),
    limit: Limit,
) -> Result<Page<Lead>> {
    let rows = conn
        .fetch_all::<Stored>(page(workspace, filter, (order, after), limit))
        .await?;
    let leads = rows
        .into_iter()
        .map(Stored::read)
        .collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(leads, limit, |lead| order.cursor(lead)))
}

/// The statement that reads a page.
pub(crate) fn page(
    workspace: WorkspaceId,
    filter: &Filter,
    (order, after): (Order, Option<Cursor>),
    limit: Limit,
) -> Sql {
    let mut q = Stored::select();
    sql!(q; " FROM leads WHERE workspace_id = {}", workspace.uuid());
    filter.narrow(&mut q);
    if let Some(status) = filter.status {
        sql!(q; " AND status = {}", status.as_str());
    }
    match (order, after) {
        (Order::Newest, Some(Cursor { at, id })) => {
            sql!(q; " AND (created_at, id) < ({}, {})", at.ms(), id);
        }
        (Order::Score, Some(Cursor { at, id })) => {
            sql!(q; " AND (score, id) < ({}, {})", at.ms(), id);
        }
        (_, None) => {}
    }
    match order {
        Order::Newest => sql!(q; " ORDER BY created_at DESC, id DESC LIMIT {}", limit.and_one()),
        Order::Score => sql!(q; " ORDER BY score DESC, id DESC LIMIT {}", limit.and_one()),
    };
    q
}

/// How many leads there are of each stage under the filter, whatever stage it names.
pub async fn counts(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    filter: &Filter,
) -> Result<BTreeMap<LeadStatus, i64>> {
    let mut q = sql!(
        "SELECT status, count(*) FROM leads WHERE workspace_id = {}",
        workspace.uuid()
    );
    filter.narrow(&mut q);
    sql!(q; " GROUP BY status");
    let rows: Vec<(String, i64)> = conn.fetch_all(q).await?;
    let mut counts: BTreeMap<_, _> = LeadStatus::ALL.iter().map(|status| (*status, 0)).collect();
    counts.extend(
        rows.into_iter()
            .filter_map(|(status, n)| Some((status.parse().ok()?, n))),
    );
    Ok(counts)
}

row! {
    struct Mark {
        conversation_id: ConversationId = "conversation_id" as Uuid,
        id: LeadId = "id" as Uuid,
        status: LeadStatus = "status" as str,
        created_at: Timestamp = "created_at" as i64,
    }
}

/// The leads of several conversations, oldest first.
pub async fn of_many(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    conversations: &[ConversationId],
) -> Result<Vec<(ConversationId, LeadId, LeadStatus)>> {
    let mut rows: Vec<Mark> = conn.fetch_all(marks(workspace, conversations)).await?;
    rows.sort_by_key(|mark| (mark.created_at, mark.id));
    Ok(rows
        .into_iter()
        .map(|m| (m.conversation_id, m.id, m.status))
        .collect())
}

/// The statement that reads the leads of these conversations, in no order: asked for one, SQLite would walk all leads of the
/// workspace, which an index has in it.
pub(crate) fn marks(workspace: WorkspaceId, conversations: &[ConversationId]) -> Sql {
    let mut q = Mark::select();
    sql!(q; " FROM leads WHERE workspace_id = {} AND conversation_id IN ", workspace.uuid());
    q.list(conversations.iter().map(|id| id.uuid()));
    q
}
