//! The numbers beside the views, each counted no further than it is shown.

use super::list::{Filter, View};
use baton_core::{
    id::{UserId, WorkspaceId},
    lead::LeadStatus,
};
use baton_db::{Conn, Result, Sql, sql};

/// Counting stops here: what is shown is "99+".
pub const CAP: i64 = 100;

/// The numbers beside the views, at most [`CAP`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Conversations whose visitor wrote something.
    pub all: i64,
    /// Those that wait for a person.
    pub waiting: i64,
    /// Those that the teammate holds.
    pub mine: i64,
    /// Leads that nobody has looked at.
    pub leads_new: i64,
}

/// The numbers as one teammate sees them.
pub async fn counts(conn: &mut Conn<'_>, workspace: WorkspaceId, user: UserId) -> Result<Counts> {
    Ok(Counts {
        all: conn.fetch_one(count(workspace, View::All)).await?,
        waiting: conn.fetch_one(count(workspace, View::Waiting)).await?,
        mine: conn.fetch_one(count(workspace, View::Mine(user))).await?,
        leads_new: conn
            .fetch_one(sql!(
                "SELECT count(*) FROM (SELECT 1 FROM leads WHERE workspace_id = {} AND status = {} LIMIT {}) AS capped",
                workspace.uuid(), LeadStatus::New.as_str(), CAP
            ))
            .await?,
    })
}

/// Counts one view; of all, those who wrote something.
pub(super) fn count(workspace: WorkspaceId, view: View) -> Sql {
    let filter = Filter {
        view,
        engaged: true,
        ..Filter::default()
    };
    let mut q = sql!(
        "SELECT count(*) FROM (SELECT 1 FROM conversations c WHERE c.workspace_id = {}",
        workspace.uuid()
    );
    filter.narrow(&mut q);
    filter.awake(&mut q);
    if view == View::All {
        sql!(q; " AND c.status <> 'trial'");
    }
    sql!(q; " LIMIT {}) AS capped", CAP);
    q
}
