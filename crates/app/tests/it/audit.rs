//! The audit log: whole, in one chain, and nobody changes it.

use baton_app::{
    audit::{Chain, verify},
    caller::address,
    doctor::{self, Verdict},
};
use baton_db::{Conn, DbError, Dialect, Sql, sql};
use baton_testkit::{TestApp, TestDb, both_databases, fixtures::Tenant};
use futures_util::future::join_all;

async fn claim(app: &TestApp, tenant: &Tenant) {
    let visitor = tenant.visitor(app).await;
    app.claim(&tenant.maya, visitor.conversation, false)
        .await
        .unwrap();
}

async fn chain(app: &TestApp, tenant: &Tenant) -> Chain {
    verify(&app.db, tenant.workspace).await.unwrap()
}

async fn is_whole(app: &TestApp, tenant: &Tenant, wanted: (i64, i64)) {
    match chain(app, tenant).await {
        Chain::Whole { lines, older, .. } => assert_eq!((lines, older), wanted),
        broken @ Chain::Broken { .. } => panic!("{broken:?}"),
    }
}

async fn broken_at(app: &TestApp, tenant: &Tenant) -> (i64, &'static str) {
    match chain(app, tenant).await {
        Chain::Broken { seq, why, .. } => (seq, why),
        whole @ Chain::Whole { .. } => panic!("{whole:?}"),
    }
}

/// As somebody does it who may do anything with the database.
async fn by_force(app: &TestApp, change: Sql) -> u64 {
    let free = async |conn: &mut Conn<'_>| match conn.dialect() {
        Dialect::Sqlite => {
            conn.execute_batch(
                "DROP TRIGGER IF EXISTS audit_logs_keep; DROP TRIGGER IF EXISTS audit_logs_stay",
            )
            .await
        }
        Dialect::Postgres => {
            conn.execute_batch("DROP TRIGGER IF EXISTS audit_logs_stay ON audit_logs")
                .await
        }
    };
    app.db
        .write(async move |conn| {
            free(conn).await?;
            conn.execute(change).await
        })
        .await
        .unwrap()
}

/// What the doctor says of it.
async fn diagnosis(app: &TestApp) -> Verdict {
    let found = doctor::examine(&app.db, app.clock.now()).await;
    let of_it = found.iter().find(|finding| finding.check == "audit");
    of_it.unwrap().verdict
}

/// Act, outcome, who, from where, when, to what.
type Row = (String, String, String, Option<String>, i64, uuid::Uuid);

both_databases! {
    /// Each workspace has a chain of its own; the first line that does not fit is named, whatever was done to the log.
    async fn whatever_is_done_to_the_log_is_seen(db: TestDb) {
        let app = TestApp::new(db).await;
        let (tenant, other) = (app.tenant("Ours").await, app.tenant("Theirs").await);
        for _ in 0..6 {
            claim(&app, &tenant).await;
        }
        claim(&app, &other).await;
        is_whole(&app, &tenant, (6, 0)).await;
        is_whole(&app, &other, (1, 0)).await;
        assert_eq!(diagnosis(&app).await, Verdict::Ok);
        let ws = tenant.workspace.uuid();

        let changed = by_force(&app, sql!("UPDATE audit_logs SET actor_name = 'Tom' WHERE workspace_id = {} AND seq = 4", ws)).await;
        assert_eq!((changed, broken_at(&app, &tenant).await.0), (1, 4));
        assert_eq!(diagnosis(&app).await, Verdict::Failure);
        by_force(&app, sql!("UPDATE audit_logs SET actor_name = 'Maya' WHERE workspace_id = {} AND seq = 4", ws)).await;
        is_whole(&app, &tenant, (6, 0)).await;

        // The last one is taken off, one in the middle, and one that nobody wrote is added.
        by_force(&app, sql!("DELETE FROM audit_logs WHERE workspace_id = {} AND seq = 6", ws)).await;
        assert_eq!(broken_at(&app, &tenant).await, (6, "lines are missing at the end"));
        by_force(&app, sql!("DELETE FROM audit_logs WHERE workspace_id = {} AND seq = 2", ws)).await;
        assert_eq!(broken_at(&app, &tenant).await, (2, "the line before it is missing"));
        is_whole(&app, &other, (1, 0)).await;
        by_force(&app, sql!("UPDATE audit_logs SET seq = NULL WHERE workspace_id = {}", other.workspace.uuid())).await;
        assert_eq!(broken_at(&app, &other).await.0, 1);
    }

    /// The database itself refuses what is no addition; with its workspace the log goes.
    async fn nobody_changes_a_line(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        claim(&app, &tenant).await;
        let ws = tenant.workspace.uuid();
        for change in [
            sql!("UPDATE audit_logs SET outcome = 'refused' WHERE workspace_id = {}", ws),
            sql!("DELETE FROM audit_logs WHERE workspace_id = {}", ws),
        ] {
            let done = app.db.write(async move |conn| conn.execute(change).await).await;
            assert!(matches!(done, Err(ref error) if format!("{error:?}").contains("only appended to")), "{done:?}");
        }
        is_whole(&app, &tenant, (1, 0)).await;
        app.db
            .write(async move |conn| {
                conn.execute(sql!(global; "DELETE FROM conversations")).await?;
                conn.execute(sql!(global; "DELETE FROM workspaces")).await
            })
            .await
            .unwrap();
        let left: i64 = app.db.read(async |conn| conn.fetch_one(sql!(global; "SELECT count(*) FROM audit_logs")).await).await.unwrap();
        assert_eq!(left, 0);
    }

    /// Many at once never follow the same line.
    async fn writers_at_once_make_one_chain(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let mut visitors = Vec::new();
        for _ in 0..24 {
            visitors.push(tenant.visitor(&app).await);
        }
        let claims = visitors.iter().map(|visitor| app.claim(&tenant.maya, visitor.conversation, false));
        let refused = visitors.iter().map(|visitor| app.claim(&tenant.viewer, visitor.conversation, false));
        let (claimed, refused) = tokio::join!(join_all(claims), join_all(refused));
        assert!(claimed.iter().all(Result::is_ok), "{claimed:?}");
        assert!(refused.iter().all(Result::is_err));
        is_whole(&app, &tenant, (48, 0)).await;
    }

    /// Lines of older programs have no number. The chain begins with what they hash to, so that these cannot be changed either.
    async fn lines_from_before_the_chain_are_vouched_for(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let (ws, now) = (tenant.workspace.uuid(), app.clock.now().ms());
        for _ in 0..3 {
            let id: uuid::Uuid = app.ids.next();
            by_force(&app, sql!("INSERT INTO audit_logs (id, workspace_id, at, actor_kind, action, target_kind, outcome)
                VALUES ({}, {}, {}, 'user', 'conversation.claim', 'conversation', 'accepted')", id, ws, now)).await;
        }
        is_whole(&app, &tenant, (0, 3)).await;
        claim(&app, &tenant).await;
        is_whole(&app, &tenant, (2, 3)).await;
        by_force(&app, sql!("UPDATE audit_logs SET outcome = 'refused' WHERE workspace_id = {} AND seq IS NULL", ws)).await;
        assert_eq!(broken_at(&app, &tenant).await.1, "a line from before the chain was changed");
        by_force(&app, sql!("DELETE FROM audit_logs WHERE workspace_id = {} AND seq IS NULL", ws)).await;
        assert!(broken_at(&app, &tenant).await.1.starts_with("there are more or fewer"));
    }

    /// R088: who, what, to which, when, from where.
    async fn a_line_says_from_where(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let visitor = tenant.visitor(&app).await;
        let id = visitor.conversation;
        address::from("192.0.2.7".parse().unwrap(), async {
            app.claim(&tenant.viewer, id, false).await.unwrap_err();
            app.claim(&tenant.maya, id, false).await.unwrap();
        })
        .await;
        app.release(&tenant.maya, id).await.unwrap();
        let q = sql!("SELECT action, outcome, actor_name, address, at, target_id FROM audit_logs WHERE workspace_id = {} ORDER BY seq", tenant.workspace.uuid());
        let rows: Vec<Row> = app.db.read(async move |conn| conn.fetch_all(q).await).await.map_err(|error: DbError| error).unwrap();
        let (now, at) = (app.clock.now().ms(), Some("192.0.2.7".to_owned()));
        let line = |action: &str, outcome: &str, who: &str, from: Option<String>| (action.to_owned(), outcome.to_owned(), who.to_owned(), from, now, id.uuid());
        assert_eq!(rows, [
            line("conversation.claim", "refused", "Vera", at.clone()),
            line("conversation.claim", "accepted", "Maya", at),
            line("conversation.release", "accepted", "Maya", None),
        ]);
    }
}
