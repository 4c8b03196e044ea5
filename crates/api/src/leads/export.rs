//! Leads as a table for spreadsheets, written while it is read.

use super::list::Wish;
use crate::{auth::Who, extract::Params, problem::Problem, state::Edge};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use baton_core::{csv, id::WorkspaceId, lead::LeadFieldType, page::Cursor, page::Limit};
use baton_db::{Conn, DbError, Reader};
use baton_store::{
    assistants,
    leads::{self, Filter, Lead, Order},
};
use futures_util::stream;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The columns that every lead has.
const COLUMNS: [&str; 11] = [
    "id",
    "captured_at",
    "updated_at",
    "status",
    "score",
    "source",
    "assistant",
    "name",
    "email",
    "phone",
    "wants",
];

/// Where the export is.
struct Export {
    reader: Reader,
    workspace: WorkspaceId,
    filter: Filter,
    order: Order,
    after: Option<Cursor>,
    table: Arc<Table>,
    next: Next,
}

enum Next {
    Head,
    Page,
    Done,
}

/// What the columns are made of.
struct Table {
    assistants: BTreeMap<uuid::Uuid, String>,
    /// Keys of the forms' own fields, each a column.
    keys: BTreeSet<String>,
}

/// Writes the leads of a filter as CSV. Cells that a spreadsheet would run are made texts.
#[utoipa::path(get, path = "/api/v1/leads/export.csv", operation_id = "export_leads", tag = "Leads",
    params(Wish),
    responses((status = 200, content_type = "text/csv", body = String), (status = "default", body = Problem)))]
pub(crate) async fn export(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Wish>,
) -> Result<Response, Problem> {
    edge.app.allow_lead_export(&caller).await?;
    let (workspace, (filter, order)) = (caller.workspace, wish.read());
    let table = edge
        .reader
        .read(async move |conn| Table::of(conn, workspace).await)
        .await?;
    let export = Export {
        reader: edge.reader.clone(),
        workspace,
        filter,
        order,
        after: None,
        table: Arc::new(table),
        next: Next::Head,
    };
    let body = Body::from_stream(stream::try_unfold(export, Export::write));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"leads.csv\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, body).into_response())
}

impl Export {
    /// The next piece. What has been sent cannot be taken back: a failure breaks the body off, and the browser says so.
    async fn write(mut self) -> Result<Option<(Bytes, Self)>, DbError> {
        let text = match self.next {
            Next::Done => return Ok(None),
            Next::Head => {
                self.next = Next::Page;
                self.table.head()
            }
            Next::Page => self.page().await?,
        };
        Ok(Some((Bytes::from(text), self)))
    }

    async fn page(&mut self) -> Result<String, DbError> {
        let (workspace, order, after) = (self.workspace, self.order, self.after);
        let (filter, limit) = (self.filter.clone(), Limit::new(Some(100)));
        let page = self
            .reader
            .read(async move |conn| {
                leads::list(conn, workspace, &filter, (order, after), limit).await
            })
            .await?;
        self.after = page.next;
        if page.next.is_none() {
            self.next = Next::Done;
        }
        Ok(page
            .items
            .iter()
            .map(|lead| self.table.line(lead))
            .collect())
    }
}

impl Table {
    async fn of(conn: &mut Conn<'_>, workspace: WorkspaceId) -> Result<Self, DbError> {
        let kept = assistants::list(conn, workspace).await?;
        let forms = kept
            .iter()
            .flat_map(|kept| &kept.assistant.lead_form.fields);
        let own = forms.filter(|field| {
            field.kind != LeadFieldType::Consent && !COLUMNS.contains(&field.key.as_str())
        });
        let keys = own.map(|field| field.key.clone()).collect();
        let named = kept.into_iter();
        let named = named.map(|kept| (kept.assistant.id.uuid(), kept.assistant.name));
        Ok(Self {
            assistants: named.collect(),
            keys,
        })
    }

    fn head(&self) -> String {
        // The mark tells spreadsheets that it is UTF-8.
        let own = self.keys.iter().map(String::as_str);
        let line = csv::line(COLUMNS.into_iter().chain(own).chain(["other"]));
        format!("\u{feff}{line}")
    }

    fn line(&self, lead: &Lead) -> String {
        let none = String::new();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let other = lead
            .fields
            .iter()
            .filter(|(key, _)| !self.keys.contains(*key));
        let other: Vec<_> = other
            .map(|(key, value)| format!("{key}: {value}"))
            .collect();
        let assistant = self.assistants.get(&lead.assistant_id.uuid());
        let mut cells = vec![
            lead.id.to_string(),
            lead.created_at.to_string(),
            lead.updated_at.to_string(),
            lead.status.to_string(),
            lead.score.value.to_string(),
            lead.source.to_string(),
            assistant.unwrap_or(&none).clone(),
            text(&lead.name),
            text(&lead.email),
            text(&lead.phone),
            text(&lead.wants),
        ];
        cells.extend(
            self.keys
                .iter()
                .map(|key| lead.fields.get(key).cloned().unwrap_or_default()),
        );
        cells.push(other.join("; "));
        csv::line(cells.iter().map(String::as_str))
    }
}
