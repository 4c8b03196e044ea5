//! The plans of the hot statements: each starts at an index of the tenant, on both databases.

use super::{
    counts::count,
    list::{Filter, Sort, StatusFilter, View, ids},
    one, search,
};
use crate::{
    dialect::within,
    events, leads,
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

baton_testkit::both_databases! {
    async fn hot_statements_start_at_an_index_of_the_tenant(db: TestDb) {
        let mine = View::Mine(UserId::from(NOBODY));
        let dialect = db.db.dialect();
        let plan = async move |name: &str, statement: Sql| {
            let plan = db.db.read(async move |conn| conn.explain(statement).await).await.unwrap();
            for table in ["conversations", "messages", "leads", "events", "contacts"] {
                let scans = [format!("Seq Scan on {table}"), format!("SCAN {table}\n")];
                assert!(!scans.iter().any(|scan| plan.contains(scan)), "{name}:\n{plan}");
            }
            insta::assert_snapshot!(format!("{dialect:?}_{name}").to_lowercase(), plan);
        };
        plan("all_newest", page(View::All, Sort::Newest)).await;
        plan("waiting_longest", page(View::Waiting, Sort::LongestWait)).await;
        plan("mine_newest", page(mine, Sort::Newest)).await;
        plan("unread_with_lead", unread()).await;
        plan("open", of_status(Some(StatusFilter::Open), true)).await;
        plan("resolved", of_status(Some(StatusFilter::Resolved), true)).await;
        plan("also_silent", of_status(None, false)).await;
        plan("search", found(dialect)).await;
        plan("found_messages", search::bodies(WorkspaceId::from(NOBODY), [1, 2].into_iter())).await;
        let (workspace, id) = (WorkspaceId::from(NOBODY), ConversationId::from(NOBODY));
        plan("conversation", one(workspace, id)).await;
        plan("transcript", messages::stretch(workspace, id, Part::Newest, 50)).await;
        plan("timeline", events::told(workspace, id, 0, 50)).await;
        if dialect == Dialect::Postgres {
            plan("span", within(NOBODY, Some(1), "boots", 150)).await;
        }
        plan("leads", leads::marks(workspace, &[id])).await;
        plan("count_all", count(WorkspaceId::from(NOBODY), View::All)).await;
        plan("count_waiting", count(WorkspaceId::from(NOBODY), View::Waiting)).await;
    }
}
