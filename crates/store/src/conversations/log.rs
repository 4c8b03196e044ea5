//! Pages of the log: every conversation, by when it began.
//!
//! No index can have every combination of filters in order. So few that wait, are held or have a tag are looked at one by
//! one; all others are a walk through the index of the log, which has what the filters ask for. A walk ends after so many
//! steps, found or not: a page may be short, and says where the next one goes on.

mod counts;
mod few;
mod narrow;

pub use counts::{Counts, counts, empty};
pub use narrow::{Filter, Held};

#[cfg(test)]
mod tests;

use super::{Conversation, list::in_order};
use baton_core::{
    id::WorkspaceId,
    page::{Cursor, Limit, Page},
};
use baton_db::{Conn, Result, Sql, sql};
use uuid::Uuid;

/// Steps of a walk.
pub const STEPS: i64 = 10_000;

/// A page of the log, newest first. With `next` and fewer than `limit` of them, the rest is further back.
pub async fn log(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    filter: &Filter,
    after: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Conversation>> {
    if let Some(among) = few::among(conn, workspace, filter).await? {
        let q = few::page(workspace, filter, (among, after), limit);
        let ids: Vec<Uuid> = conn.fetch_all(q).await?;
        return cut(conn, workspace, ids, limit).await;
    }
    walk_on(
        conn,
        workspace,
        filter,
        Walk {
            after,
            limit,
            steps: STEPS,
        },
    )
    .await
}

/// From where a walk goes on, how many it is to find, and where it ends.
#[derive(Debug, Clone, Copy)]
struct Walk {
    after: Option<Cursor>,
    limit: Limit,
    steps: i64,
}

async fn walk_on(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    filter: &Filter,
    way: Walk,
) -> Result<Page<Conversation>> {
    let Walk {
        after,
        limit,
        steps,
    } = way;
    let ids: Vec<Uuid> = conn.fetch_all(page(workspace, filter, way)).await?;
    let found = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let mut page = cut(conn, workspace, ids, limit).await?;
    if found < limit.and_one() {
        let mut q = sql!("SELECT c.created_at, c.id");
        walk(&mut q, workspace, filter, after);
        sql!(q; " LIMIT 1 OFFSET {}", steps - 1);
        let end: Option<(i64, Uuid)> = conn.fetch_optional(q).await?;
        page.next = end.map(|(at, id)| Cursor { at: at.into(), id });
    }
    Ok(page)
}

async fn cut(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    ids: Vec<Uuid>,
    limit: Limit,
) -> Result<Page<Conversation>> {
    let rows = in_order(conn, workspace, &ids).await?;
    Ok(Page::cut(rows, limit, |c| Cursor {
        at: c.created_at,
        id: c.id.uuid(),
    }))
}

/// The statement that finds a page's ids, one more than the limit. The walk is limited within: what passes comes in its order.
fn page(workspace: WorkspaceId, filter: &Filter, way: Walk) -> Sql {
    let mut q = sql!("SELECT c.id FROM (");
    q = walked(q, workspace, filter, (way.after, way.steps));
    sql!(q; ") AS c WHERE 1 = 1");
    filter.narrow(&mut q, workspace);
    sql!(q; " LIMIT {}", way.limit.and_one());
    q
}

/// Appends the walk with what its index tells.
fn walked(
    mut q: Sql,
    workspace: WorkspaceId,
    filter: &Filter,
    (after, steps): (Option<Cursor>, i64),
) -> Sql {
    sql!(q; "SELECT c.id, c.engaged, c.channel, c.assistant_id, c.status, c.claimed_by_user_id, c.escalated_at");
    walk(&mut q, workspace, filter, after);
    sql!(q; " LIMIT {}", steps);
    q
}

/// Appends the walk, from where it goes on.
fn walk(q: &mut Sql, workspace: WorkspaceId, filter: &Filter, after: Option<Cursor>) {
    sql!(q; " FROM conversations c WHERE c.workspace_id = {}", workspace.uuid());
    filter.between(q);
    if let Some(Cursor { at, id }) = after {
        sql!(q; " AND (c.created_at, c.id) < ({}, {})", at.ms(), id);
    }
    sql!(q; " ORDER BY c.created_at DESC, c.id DESC");
}
