//! Pages of the audit log.

use crate::{auth::Who, extract::Params, page::cursor, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    audit::{Line, Outcome},
    id::UserId,
    page::Limit,
    time::Timestamp,
};
use baton_store::audit::{self, Filter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Which lines.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Narrowed {
    /// Of this teammate.
    actor: Option<UserId>,
    /// Of this kind of act, like `conversation.claim`.
    action: Option<String>,
    /// That ended so.
    outcome: Option<Outcome>,
    /// Done to the thing with this id.
    #[param(value_type = Option<String>, format = "uuid")]
    target: Option<Uuid>,
    /// Not before.
    from: Option<Timestamp>,
    /// Before.
    until: Option<Timestamp>,
}

impl Narrowed {
    pub(super) fn filter(self) -> Filter {
        Filter {
            actor: self.actor,
            action: self.action,
            outcome: self.outcome,
            target: self.target,
            from: self.from,
            until: self.until,
        }
    }
}

/// Which page.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Part {
    /// From the page before.
    cursor: Option<String>,
    /// 1 to 100, else 50.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_u32)]
    limit: Option<u32>,
}

/// A page of the audit log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditPage {
    /// Newest first.
    items: Vec<Line>,
    /// Where to go on; null on the last page.
    next_cursor: Option<String>,
    /// Every kind of act that the log has, to choose from.
    actions: Vec<String>,
}

/// Lists who did what to what, newest first. For admins and the owner.
#[utoipa::path(get, path = "/api/v1/audit", operation_id = "list_audit", tag = "Audit",
    params(Narrowed, Part), responses((status = 200, body = AuditPage), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Narrowed>,
    Params(part): Params<Part>,
) -> Result<Json<AuditPage>, Problem> {
    edge.app.may_read_audit(&caller, "audit.read").await?;
    let (after, limit) = (cursor(part.cursor.as_deref())?, Limit::new(part.limit));
    let (workspace, filter) = (caller.workspace, wish.filter());
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        let page = audit::list(conn, workspace, &filter, after, limit).await?;
        Ok::<_, Problem>(AuditPage {
            items: page.items,
            next_cursor: page.next.map(|cursor| cursor.to_string()),
            actions: audit::names(conn, workspace).await?,
        })
    };
    edge.reader.read(read).await.map(Json)
}
