//! The plans of the hot statements: each starts at an index of the tenant, on both databases.

use super::{
    counts::count,
    list::{Filter, Responsible, Sort, StatusFilter, View, ids},
    one, queue, search, spelling,
};
use crate::{
    dialect::within,
    events,
    leads::{self, Order},
    messages::{self, Part},
};
use baton_core::{
    id::{ConversationId, UserId, WorkspaceId},
    page::{Cursor, Limit},
    time::Timestamp,
};
use baton_db::{Dialect, Sql};
use baton_testkit::TestDb;
use uuid::Uuid;

const NOBODY: Uuid = Uuid::nil();

fn page(view: View, sort: Sort) -> Sql {
    let after = Cursor {
        at: Timestamp::from_ms(1),
        id: NOBODY,
    };
    let filter = Filter {
        view,
        engaged: true,
        ..Filter::default()
    };
    list(&filter, (sort, Some(after)))
}

fn newest(filter: &Filter) -> Sql {
    list(filter, (Sort::Newest, None))
}

fn list(filter: &Filter, order: (Sort, Option<Cursor>)) -> Sql {
    ids(WorkspaceId::from(NOBODY), filter, order, Limit::new(None))
}

fn unread() -> Sql {
    newest(&Filter {
        status: Some(StatusFilter::Unread(UserId::from(NOBODY))),
        has_lead: true,
        engaged: true,
        ..Filter::default()
    })
}

fn of_status(status: Option<StatusFilter>, engaged: bool) -> Sql {
    newest(&Filter {
        status,
        engaged,
        ..Filter::default()
    })
}

fn page_of_leads(order: Order) -> Sql {
    let after = Cursor {
        at: Timestamp::from_ms(1),
        id: NOBODY,
    };
    let filter = leads::Filter::default();
    leads::page(
        WorkspaceId::from(NOBODY),
        &filter,
        (order, Some(after)),
        Limit::new(None),
    )
}

fn found(dialect: Dialect) -> Sql {
    let filter = Filter {
        engaged: true,
        ..Filter::default()
    };
    search::ids(
        dialect,
        WorkspaceId::from(NOBODY),
        (&filter, "boots", vec![(NOBODY, 1)]),
        None,
        Limit::new(None),
    )
}

/// Spans of messages are PostgreSQL's alone: SQLite has each word's messages in their order.
#[tokio::test]
async fn a_span_of_messages_starts_at_an_index_of_the_tenant() {
    let Some(db) = TestDb::postgres().await else {
        return;
    };
    let statement = within(NOBODY, Some(1), "boots", 150);
    let plan = db
        .db
        .read(async move |conn| conn.explain(statement).await)
        .await
        .unwrap();
    assert!(!plan.contains("Seq Scan on messages"), "{plan}");
    insta::assert_snapshot!("postgres_span", plan);
}

baton_testkit::both_databases! {
    async fn hot_statements_start_at_an_index_of_the_tenant(db: TestDb) {
        let mine = View::Mine(UserId::from(NOBODY));
        let dialect = db.db.dialect();
        let plan = async move |name: &str, statement: Sql| {
            let plan = db.db.read(async move |conn| conn.explain(statement).await).await.unwrap();
            for table in ["conversations", "messages", "leads", "events", "contacts", "notes", "waits"] {
                let scans = [format!("Seq Scan on {table}"), format!("SCAN {table}\n")];
                assert!(!scans.iter().any(|scan| plan.contains(scan)), "{name}:\n{plan}");
            }
            insta::assert_snapshot!(format!("{dialect:?}_{name}").to_lowercase(), plan);
        };
        plan("all_newest", page(View::All, Sort::Newest)).await;
        plan("waiting_longest", page(View::Waiting, Sort::LongestWait)).await;
        plan("mine_newest", page(mine, Sort::Newest)).await;
        plan("needing", page(View::All, Sort::Need)).await;
        plan("unread_with_lead", unread()).await;
        plan("open", of_status(Some(StatusFilter::Open), true)).await;
        plan("resolved", of_status(Some(StatusFilter::Resolved), true)).await;
        plan("responsible", newest(&Filter {
            responsible: Some(Responsible::Is(UserId::from(NOBODY))), engaged: true, ..Filter::default()
        })).await;
        plan("snoozed", of_status(Some(StatusFilter::Snoozed), true)).await;
        plan("also_silent", of_status(None, false)).await;
        plan("search", found(dialect)).await;
        plan("found_messages", search::bodies(WorkspaceId::from(NOBODY), [1, 2].into_iter())).await;
        let (workspace, id) = (WorkspaceId::from(NOBODY), ConversationId::from(NOBODY));
        plan("conversation", one(workspace, id)).await;
        plan("transcript", messages::stretch(workspace, id, Part::Newest, 50)).await;
        plan("timeline", events::told(workspace, id, 0, 50)).await;
        plan("leads", leads::marks(workspace, &[id])).await;
        plan("feed", events::fed(workspace, 1, 50)).await;
        plan("leads_newest", page_of_leads(Order::Newest)).await;
        plan("leads_by_score", page_of_leads(Order::Score)).await;
        plan("waits", queue::waits(workspace, Timestamp::from_ms(1))).await;
        plan("newest_words", spelling::newest(workspace)).await;
        plan("count_all", count(WorkspaceId::from(NOBODY), View::All)).await;
        plan("count_waiting", count(WorkspaceId::from(NOBODY), View::Waiting)).await;
    }
}
