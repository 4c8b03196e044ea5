//! Every combination of filters against a list that is looked through one by one, and the plans behind them.

use super::*;
use crate::conversations::find_many;
use baton_core::{
    channel::Channel,
    conversation::{HolderKind, Reason, ReasonCode, Status},
    id::ConversationId,
    time::Timestamp,
};
use baton_db::{DbError, Dialect};
use baton_testkit::{TestApp, TestDb, fixtures::Tenant};
use std::collections::{HashMap, HashSet};

/// A conversation as the filters see it.
struct Seen {
    id: ConversationId,
    engaged: bool,
    tags: HashSet<&'static str>,
}

/// Conversations in every state, each a minute after the one before.
async fn some(app: &TestApp, tenant: &Tenant) -> Vec<Seen> {
    let mut all = Vec::new();
    for n in 0..36_u32 {
        app.clock.advance_ms(60_000);
        let visitor = tenant.visitor(app).await;
        let id = visitor.conversation;
        let engaged = n % 3 != 0;
        if engaged {
            app.receive(visitor, "1", "Do you have boots?")
                .await
                .unwrap();
        }
        let reason = || Reason::new(ReasonCode::VisitorAsked, None);
        match n % 6 {
            1 => drop(app.request_human(visitor, reason()).await.unwrap()),
            2 => drop(app.claim(&tenant.maya, id, false).await.unwrap()),
            3 => {
                app.request_human(visitor, reason()).await.unwrap();
                app.claim(&tenant.tomas, id, false).await.unwrap();
            }
            4 => drop(app.resolve(&tenant.maya, id).await.unwrap()),
            _ => {}
        }
        let mut tags = HashSet::new();
        for (every, name) in [(4, "vip"), (9, "rare")] {
            if n % every == 0 {
                app.tag(&tenant.maya, id, name).await.unwrap();
                tags.insert(name);
            }
        }
        all.push(Seen { id, engaged, tags });
    }
    all
}

/// Whether a conversation passes, said once more in other words.
fn passes(filter: &Filter, c: &Conversation, seen: &Seen) -> bool {
    let holder = match filter.held {
        None => true,
        Some(Held::Assistant) => c.holder() == HolderKind::Assistant,
        Some(Held::Nobody) => c.holder() == HolderKind::Nobody,
        Some(Held::Person) => c.holder() == HolderKind::Person,
        Some(Held::By(user)) => c.state().held_by() == Some(user),
        Some(Held::None) => c.holder() == HolderKind::None,
    };
    let state = c.state();
    holder
        && (!filter.engaged || seen.engaged)
        && filter.channel.is_none_or(|channel| channel == c.channel)
        && filter.assistant.is_none_or(|id| id == c.assistant_id)
        && (!filter.needs_human || state.status == Status::Open && state.escalated.is_some())
        && filter
            .tag
            .as_deref()
            .is_none_or(|tag| seen.tags.contains(tag))
        && filter.from.is_none_or(|from| c.created_at >= from)
        && filter.until.is_none_or(|until| c.created_at < until)
}

fn filters(app: &TestApp, tenant: &Tenant) -> Vec<Filter> {
    let held = [
        None,
        Some(Held::Assistant),
        Some(Held::Nobody),
        Some(Held::Person),
        Some(Held::By(tenant.tomas.person.id)),
        Some(Held::None),
    ];
    let now = app.clock.now();
    let ranges = [
        (None, None),
        (Some(now.plus_ms(-20 * 60_000)), Some(now.plus_ms(-60_000))),
    ];
    let mut all = Vec::new();
    for held in held {
        for (from, until) in ranges {
            for tag in [None, Some("vip"), Some("none")] {
                for bits in 0..8_u32 {
                    all.push(Filter {
                        engaged: bits & 1 == 0,
                        needs_human: bits & 2 == 2,
                        channel: (bits & 4 == 4).then_some(Channel::Widget),
                        assistant: (bits & 4 == 4).then_some(tenant.assistant.id),
                        held,
                        tag: tag.map(str::to_owned),
                        from,
                        until,
                    });
                }
            }
        }
    }
    all.push(Filter {
        channel: Some(Channel::Whatsapp),
        ..Filter::default()
    });
    all
}

/// All pages of a filter, also those that a walk of few steps finds nothing for.
async fn paged(
    conn: &mut Conn<'_>,
    workspace: WorkspaceId,
    filter: &Filter,
    steps: Option<i64>,
) -> Result<Vec<ConversationId>> {
    let (mut all, mut after) = (Vec::new(), None);
    let limit = Limit::new(Some(4));
    loop {
        let page = match steps {
            None => log(conn, workspace, filter, after, limit).await?,
            Some(steps) => {
                let way = Walk {
                    after,
                    limit,
                    steps,
                };
                walk_on(conn, workspace, filter, way).await?
            }
        };
        all.extend(page.items.iter().map(|c| c.id));
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

baton_testkit::both_databases! {
    /// R014, R017, R018, R019: every conversation is in the log, and each filter shows its own.
    async fn every_combination_of_filters_shows_what_passes(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, other) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        some(&app, &other).await;
        let seen = some(&app, &tenant).await;
        let (workspace, filters) = (tenant.workspace, filters(&app, &tenant));
        let read = async move |conn: &mut Conn<'_>| {
            let ids: Vec<_> = seen.iter().map(|s| s.id).collect();
            let mut rows = find_many(conn, workspace, &ids).await?;
            rows.sort_by_key(|c| std::cmp::Reverse((c.created_at, c.id)));
            let by_id: HashMap<_, _> = seen.iter().map(|s| (s.id, s)).collect();
            let mut full = 0;
            for filter in &filters {
                let wanted: Vec<_> = rows.iter().filter(|c| passes(filter, c, by_id[&c.id])).map(|c| c.id).collect();
                full += usize::from(wanted.len() > 4);
                for steps in [None, Some(3), Some(5), Some(100)] {
                    let got = paged(conn, workspace, filter, steps).await?;
                    assert_eq!(got, wanted, "{filter:?} in steps of {steps:?}");
                }
                let counts = counts(conn, workspace, filter).await?;
                let all = Filter { engaged: false, ..filter.clone() };
                let passing = rows.iter().filter(|c| passes(&all, c, by_id[&c.id]));
                let [mut engaged, mut silent] = [0, 0];
                for c in passing {
                    if by_id[&c.id].engaged { engaged += 1 } else { silent += 1 }
                }
                assert_eq!((counts.engaged, counts.all, counts.more), (engaged, engaged + silent, false), "{filter:?}");
            }
            assert!(full > 20, "only {full} filters fill a page");
            assert_eq!(empty(conn, workspace).await?, 12);
            assert_eq!(crate::conversations::tags::names(conn, workspace).await?, ["boots", "rare", "vip"]);
            Ok::<_, DbError>(())
        };
        app.db.read(read).await.unwrap();
    }

    async fn pages_walk_the_index_of_the_log(db: TestDb) {
        let dialect = db.db.dialect();
        let nobody = WorkspaceId::from(Uuid::nil());
        let plan = async move |name: &str, statement: Sql| {
            let plan = db.db.read(async move |conn| conn.explain(statement).await).await.unwrap();
            for table in ["conversations", "conversation_tags", "events"] {
                let scans = [format!("Seq Scan on {table}"), format!("SCAN {table}\n"), format!("SCAN {table} USING")];
                assert!(!scans.iter().any(|scan| plan.contains(scan)), "{name}:\n{plan}");
            }
            insta::assert_snapshot!(format!("{dialect:?}_log_{name}").to_lowercase(), plan);
            plan
        };
        let after = Some(Cursor { at: Timestamp::from_ms(1), id: Uuid::nil() });
        let all = Filter {
            engaged: true,
            channel: Some(Channel::Widget),
            assistant: Some(Uuid::nil().into()),
            held: Some(Held::Assistant),
            tag: Some("boots".to_owned()),
            from: Some(Timestamp::from_ms(1)),
            until: Some(Timestamp::from_ms(2)),
            ..Filter::default()
        };
        let way = Walk { after, limit: Limit::new(None), steps: STEPS };
        for (name, filter) in [("plain", &Filter::default()), ("narrowed", &all)] {
            let found = plan(name, page(nobody, filter, way)).await;
            // Answered by the index alone, in its order: nothing is sorted, nothing else is read.
            let wanted = match dialect {
                Dialect::Sqlite => "USING COVERING INDEX conversations_log",
                Dialect::Postgres => "Index Only Scan Backward using conversations_log",
            };
            assert!(found.contains(wanted) && !found.contains("TEMP B-TREE") && !found.contains("Sort"), "{found}");
        }
        plan("counts", counts::counted(nobody, &all)).await;
        for (name, few) in [
            ("waiting", few::Few::Waiting),
            ("held", few::Few::Held(None)),
            ("called", few::Few::Called),
            ("tagged", few::Few::Tagged("boots".to_owned())),
        ] {
            let found = plan(name, few.ids(nobody)).await;
            assert!(!found.contains("conversations_log"), "{found}");
        }
        let few = vec![Uuid::nil(); 7];
        let found = plan("few", few::page(nobody, &all, (few, after), Limit::new(None))).await;
        // PostgreSQL knows how many there are, and here there are none.
        assert!(dialect == Dialect::Postgres || !found.contains("conversations_log"), "{found}");
        plan("passes", crate::events::passed(nobody, &[Uuid::nil().into()])).await;
    }
}
