//! The inbox.

pub(crate) mod bulk;
pub(crate) mod later;
pub(crate) mod saved_views;
pub(crate) mod snooze;
pub(crate) mod suggestion;
pub(crate) mod tags;
pub(crate) mod target;

use super::view::{ConversationView, views};
use crate::{
    auth::Who,
    extract::Params,
    page::{PageOf, cursor},
    problem::Problem,
    state::Edge,
};
use axum::{Json, extract::State};
use baton_app::Caller;
use baton_core::{
    id::AssistantId,
    page::{Limit, Page},
    role::Permission,
};
use baton_store::conversations::{self, Filter, Responsible, Sort, StatusFilter, View};
use serde::Deserialize;
use utoipa::IntoParams;

baton_core::codes! {
    /// Whose baton.
    pub enum ViewParam {
        /// Anybody's.
        All = "all",
        /// Nobody's.
        Waiting = "waiting",
        /// The caller's.
        Mine = "mine",
    }
}

baton_core::codes! {
    /// Which state.
    pub enum StatusParam {
        /// Going on.
        Open = "open",
        /// Closed.
        Resolved = "resolved",
        /// With visitor messages that the caller has not seen.
        Unread = "unread",
        /// Put away until a time: of what is not searched they are listed nowhere else.
        Snoozed = "snoozed",
    }
}

baton_core::codes! {
    /// Whose responsibility.
    pub enum AssignedParam {
        /// The caller's.
        Me = "me",
        /// Nobody's.
        Nobody = "nobody",
    }
}

baton_core::codes! {
    /// In which order.
    pub enum SortParam {
        /// The last activity first.
        Newest = "newest",
        /// What needs a person most first, of what the assistant holds; nothing else is listed.
        Need = "need",
        /// Who waits longest first.
        LongestWait = "longest_wait",
    }
}

/// Which conversations.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// Whose baton; `all` where nothing is said.
    #[param(inline)]
    view: Option<ViewParam>,
    /// Which state; any where nothing is said.
    #[param(inline)]
    status: Option<StatusParam>,
    /// Whose responsibility; anybody's where nothing is said.
    #[param(inline)]
    assigned: Option<AssignedParam>,
    /// Of this assistant.
    assistant: Option<AssistantId>,
    /// Only those that produced a lead.
    #[serde(default)]
    has_lead: bool,
    /// `false`: also visitors who never wrote.
    engaged: Option<bool>,
    /// Words of a message, a reason or a note, or a part of the contact's name or address. Found ones come newest first.
    q: Option<String>,
    /// `newest` where nothing is said.
    #[param(inline)]
    sort: Option<SortParam>,
    /// From the page before.
    cursor: Option<String>,
    /// 1 to 100, else 50.
    #[param(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_u32)]
    limit: Option<u32>,
}

impl Wish {
    fn filter(&self, caller: &Caller) -> Filter {
        let user = caller.person.id;
        Filter {
            view: match self.view {
                None | Some(ViewParam::All) => View::All,
                Some(ViewParam::Waiting) => View::Waiting,
                Some(ViewParam::Mine) => View::Mine(user),
            },
            status: self.status.map(|status| match status {
                StatusParam::Open => StatusFilter::Open,
                StatusParam::Resolved => StatusFilter::Resolved,
                StatusParam::Unread => StatusFilter::Unread(user),
                StatusParam::Snoozed => StatusFilter::Snoozed,
            }),
            responsible: self.assigned.map(|assigned| match assigned {
                AssignedParam::Me => Responsible::Is(user),
                AssignedParam::Nobody => Responsible::Nobody,
            }),
            assistant: self.assistant,
            has_lead: self.has_lead,
            engaged: self.engaged.unwrap_or(true),
        }
    }

    fn sort(&self) -> Sort {
        match self.sort {
            Some(SortParam::LongestWait) => Sort::LongestWait,
            Some(SortParam::Need) => Sort::Need,
            _ => Sort::Newest,
        }
    }

    fn words(&self) -> Option<String> {
        let q = self.q.as_deref()?.trim();
        Some(q.chars().take(200).collect()).filter(|q: &String| !q.is_empty())
    }
}

/// Lists the inbox.
#[utoipa::path(get, path = "/api/v1/conversations", operation_id = "list_conversations", tag = "Conversations",
    params(Wish), responses(
    (status = 200, body = PageOf<ConversationView>), (status = "default", body = Problem)))]
pub(crate) async fn list(
    State(edge): State<Edge>,
    Who(caller): Who,
    Params(wish): Params<Wish>,
) -> Result<Json<PageOf<ConversationView>>, Problem> {
    caller.require(Permission::ConversationRead)?;
    match wish.words() {
        Some(words) => search(&edge, caller, &wish, words).await,
        None => browse(&edge, caller, &wish).await,
    }
    .map(|page| Json(page.into()))
}

async fn browse(
    edge: &Edge,
    caller: Caller,
    wish: &Wish,
) -> Result<Page<ConversationView>, Problem> {
    let (filter, limit) = (wish.filter(&caller), Limit::new(wish.limit));
    let order = (wish.sort(), cursor(wish.cursor.as_deref())?);
    let presence = edge.app.presence.clone();
    edge.reader
        .read(async move |conn| {
            let page = conversations::list(conn, caller.workspace, &filter, order, limit).await?;
            let items = views(conn, &caller, &presence, page.items).await?;
            Ok(Page {
                items,
                next: page.next,
            })
        })
        .await
}

async fn search(
    edge: &Edge,
    caller: Caller,
    wish: &Wish,
    words: String,
) -> Result<Page<ConversationView>, Problem> {
    let (filter, limit) = (wish.filter(&caller), Limit::new(wish.limit));
    let after = cursor(wish.cursor.as_deref())?;
    let presence = edge.app.presence.clone();
    edge.reader
        .read(async move |conn| {
            let page =
                conversations::search(conn, caller.workspace, (&filter, &words), after, limit)
                    .await?;
            let (rows, hits): (Vec<_>, Vec<_>) = page
                .items
                .into_iter()
                .map(|found| (found.conversation, found.hit))
                .unzip();
            let items = views(conn, &caller, &presence, rows)
                .await?
                .into_iter()
                .zip(hits);
            Ok(Page {
                items: items.map(|(view, hit)| view.matched(hit)).collect(),
                next: page.next,
            })
        })
        .await
}
