//! The leads of a workspace.

use super::view::{LeadView, views};
use crate::{auth::Who, extract::Params, page::cursor, problem::Problem, state::Edge};
use axum::{Json, extract::State};
use baton_core::{
    id::AssistantId,
    lead::{LeadSource, LeadStatus},
    page::Limit,
    role::Permission,
};
use baton_store::leads::{self, Filter, Order};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

baton_core::codes! {
    /// What comes first.
    pub enum LeadSort {
        /// The newest.
        Newest = "newest",
        /// The most promising.
        Score = "score",
    }
}

/// Which leads.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// Of this stage.
    status: Option<LeadStatus>,
    /// Of this assistant.
    assistant: Option<AssistantId>,
    /// That came this way.
    source: Option<LeadSource>,
    /// A part of the name, address, phone number or wish.
    q: Option<String>,
    /// What comes first; the newest, where nothing is said.
    #[param(inline)]
    sort: Option<LeadSort>,
    /// From the page before.
    cursor: Option<String>,
    /// 1 to 100, else 50.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_u32)]
    limit: Option<u32>,
}

impl Wish {
    /// Which leads and in what order.
    pub(super) fn read(&self) -> (Filter, Order) {
        let text = self.q.as_deref().map(|q| q.trim().to_owned());
        let filter = Filter {
            status: self.status,
            assistant: self.assistant,
            source: self.source,
            text: text.filter(|q| !q.is_empty()),
        };
        let order = match self.sort {
            Some(LeadSort::Score) => Order::Score,
            _ => Order::Newest,
        };
        (filter, order)
    }
}

/// A page of leads.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LeadsPage {
    /// In the order asked for.
    items: Vec<LeadView>,
    /// Where to go on; null on the last page.
    next_cursor: Option<String>,
    /// How many there are of each stage, whatever stage is asked for.
    counts: BTreeMap<LeadStatus, i64>,
}

/// Lists leads.
#[utoipa::path(get, path = "/api/v1/leads", operation_id = "list_leads", tag = "Leads",
    params(Wish),
    responses((status = 200, body = LeadsPage), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Wish>,
) -> Result<Json<LeadsPage>, Problem> {
    caller.require(Permission::ConversationRead)?;
    let (workspace, presence) = (caller.workspace, edge.app.presence.clone());
    let (after, limit) = (cursor(wish.cursor.as_deref())?, Limit::new(wish.limit));
    let (filter, order) = wish.read();
    let read = async move |conn: &mut baton_db::Conn<'_>| {
        let page = leads::list(conn, workspace, &filter, (order, after), limit).await?;
        let counts = leads::counts(conn, workspace, &filter).await?;
        let items = views(conn, workspace, &presence, page.items).await?;
        let next_cursor = page.next.map(|cursor| cursor.to_string());
        Ok::<_, Problem>(LeadsPage {
            items,
            next_cursor,
            counts,
        })
    };
    edge.reader.read(read).await.map(Json)
}
