//! The audit log as a file.

use super::list::Narrowed;
use crate::{
    auth::Who,
    extract::Params,
    page::file::{Format, attachment},
    problem::Problem,
    state::Edge,
};
use axum::{extract::State, response::Response};
use baton_core::{
    audit::Line,
    csv,
    id::WorkspaceId,
    page::{Cursor, Limit},
};
use baton_db::DbError;
use baton_store::audit::{self, Filter};
use futures_util::stream;
use serde::Deserialize;
use utoipa::IntoParams;

const HEAD: [&str; 12] = [
    "seq",
    "id",
    "at",
    "actor_kind",
    "actor_id",
    "actor",
    "action",
    "outcome",
    "target_kind",
    "target_id",
    "address",
    "detail",
];

/// As what.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct As {
    /// `json` or `csv`.
    #[param(inline)]
    format: Format,
}

/// Exports the audit log as a file, narrowed as its list is. For admins and the owner; written to the log itself.
#[utoipa::path(get, path = "/api/v1/audit/export", operation_id = "export_audit", tag = "Audit",
    params(Narrowed, As), responses((status = 200, content((String = "application/json"), (String = "text/csv"))), (status = "default", body = Problem)))]
pub(crate) async fn export(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Narrowed>,
    Params(As { format }): Params<As>,
) -> Result<Response, Problem> {
    edge.app
        .begin_audit_export(&caller, format.as_str())
        .await?;
    let begun = Reading {
        workspace: caller.workspace,
        filter: wish.filter(),
        edge,
        format,
        next: Some((None, false)),
    };
    Ok(attachment(
        format,
        "audit-log",
        stream::try_unfold(begun, Reading::go_on),
    ))
}

struct Reading {
    edge: Edge,
    workspace: WorkspaceId,
    filter: Filter,
    format: Format,
    /// Where to go on, and whether a line was written; none after the last.
    next: Option<(Option<Cursor>, bool)>,
}

impl Reading {
    async fn go_on(mut self) -> Result<Option<(String, Self)>, DbError> {
        let Some((after, mut any)) = self.next else {
            return Ok(None);
        };
        let mut piece = match after {
            None => self.format.begin(&HEAD),
            Some(_) => String::new(),
        };
        let (workspace, filter) = (self.workspace, self.filter.clone());
        let page = self
            .edge
            .reader
            .read(async move |conn| {
                audit::list(conn, workspace, &filter, after, Limit::new(Some(100))).await
            })
            .await?;
        for line in &page.items {
            let item = match self.format {
                Format::Csv => written(line),
                Format::Json => serde_json::to_string(line).map_err(|error| DbError::Corrupt {
                    column: "detail".to_owned(),
                    reason: error.to_string(),
                })?,
            };
            self.format.put(&mut piece, &item, any);
            any = true;
        }
        self.next = page.next.map(|cursor| (Some(cursor), any));
        if self.next.is_none() {
            piece.push_str(self.format.end());
        }
        Ok(Some((piece, self)))
    }
}

fn written(line: &Line) -> String {
    csv::line([
        line.seq.map(|seq| seq.to_string()).unwrap_or_default(),
        line.id.to_string(),
        line.at.to_string(),
        line.actor.kind.to_string(),
        line.actor.id.map(|id| id.to_string()).unwrap_or_default(),
        line.actor.name.clone().unwrap_or_default(),
        line.action.clone(),
        line.outcome.to_string(),
        line.target_kind.clone(),
        line.target_id.map(|id| id.to_string()).unwrap_or_default(),
        line.address.clone().unwrap_or_default(),
        line.detail.clone().unwrap_or_default(),
    ])
}
