//! Each check of the doctor sees what it is there for.

use baton_app::{
    assistant::capture::{Filled, Given},
    backup,
    doctor::{self, Finding, Verdict},
};
use baton_core::{lead::LeadSource, time::Timestamp};
use baton_db::{Db, Sql, sql};
use baton_testkit::{TestApp, TestDb, both_databases, fixtures::Tenant};

/// A workspace in which everything happened that rules are about, and nothing is wrong.
async fn lived_in(app: &TestApp) -> Tenant {
    let tenant = app.tenant("Ours").await;
    for n in 0..3 {
        let visitor = tenant.visitor(app).await;
        app.receive(visitor, "c", "can i talk to an actual person please")
            .await
            .unwrap();
        app.claim(&tenant.maya, visitor.conversation, false)
            .await
            .unwrap();
        app.reply(&tenant.maya, visitor.conversation, "r", "hi")
            .await
            .unwrap();
        if n > 0 {
            app.release(&tenant.maya, visitor.conversation)
                .await
                .unwrap();
            app.receive(visitor, "d", "do you sell boots?")
                .await
                .unwrap();
            app.drain_jobs().await.unwrap();
        }
        let given = Given {
            email: Some(format!("ana{n}@example.com")),
            ..Given::default()
        };
        app.submit_lead(visitor, Filled::new(LeadSource::Form, given, true))
            .await
            .unwrap();
    }
    app.drain_jobs().await.unwrap();
    let now = app.clock.now();
    app.db
        .write(async move |conn| backup::note(conn, now).await)
        .await
        .unwrap();
    tenant
}

/// What is not well, but for the clock of tests, which stands still, and how their server is set.
async fn ills(db: &Db, now: Timestamp) -> Vec<&'static str> {
    let ill = |finding: &Finding| {
        finding.verdict != Verdict::Ok && !["clock", "durability"].contains(&finding.check)
    };
    let found = doctor::examine(db, now).await;
    found
        .into_iter()
        .filter(ill)
        .map(|finding| finding.check)
        .collect()
}

async fn exec(db: &Db, statements: Vec<Sql>) {
    db.write(async move |conn| {
        for statement in statements {
            conn.execute(statement).await?;
        }
        Ok::<_, baton_db::DbError>(())
    })
    .await
    .unwrap();
}

both_databases! {
    async fn nothing_is_wrong_with_a_workspace_that_is_lived_in(db: TestDb) {
        let app = TestApp::new(db).await;
        lived_in(&app).await;
        assert_eq!(ills(&app.db, app.clock.now()).await, Vec::<&str>::new());
        assert_eq!(doctor::examine(&app.db, app.clock.now()).await.len(), 15);
    }

    async fn every_broken_rule_is_seen(db: TestDb) {
        let app = TestApp::new(db).await;
        lived_in(&app).await;
        let theirs = app.tenant("Theirs").await;
        theirs.visitor(&app).await;
        let now = app.clock.now();
        // What was broken is mended after each, so that each is seen alone.
        for (breaks, mends, seen) in [
            (
                sql!(global; "UPDATE conversations SET claimed_at = NULL WHERE claimed_by_user_id IS NOT NULL"),
                sql!(global; "UPDATE conversations SET claimed_at = {} WHERE claimed_by_user_id IS NOT NULL", now.ms()),
                vec!["one_holder"],
            ),
            (
                sql!(global; "UPDATE conversations SET status = 'resolved' WHERE claimed_by_user_id IS NOT NULL"),
                sql!(global; "UPDATE conversations SET status = 'open'"),
                vec!["one_holder"],
            ),
            (
                sql!(global; "UPDATE turns SET status = 'running', epoch = epoch + 1"),
                sql!(global; "UPDATE turns SET status = 'answered', epoch = epoch - 1"),
                vec!["one_holder"],
            ),
            (
                sql!(global; "UPDATE events SET actor = '{\"kind\":\"assistant\"}' WHERE type = 'message.created' AND actor LIKE '{\"kind\":\"user\"%'"),
                sql!(global; "UPDATE events SET actor = '{\"kind\":\"user\"}' WHERE type = 'message.created' AND actor = '{\"kind\":\"assistant\"}'"),
                vec!["silence"],
            ),
            (
                sql!(global; "UPDATE messages SET seq = seq + 1 WHERE seq = (SELECT last_seq FROM conversations c WHERE c.id = messages.conversation_id)"),
                sql!(global; "UPDATE messages SET seq = seq - 1 WHERE seq > (SELECT last_seq FROM conversations c WHERE c.id = messages.conversation_id)"),
                vec!["messages"],
            ),
            (
                sql!(global; "UPDATE conversations SET visitor_messages = visitor_messages + 1"),
                sql!(global; "UPDATE conversations SET visitor_messages = visitor_messages - 1"),
                vec!["messages"],
            ),
            (
                sql!(global; "UPDATE conversations SET visitor_seq = visitor_seq + 1"),
                sql!(global; "UPDATE conversations SET visitor_seq = visitor_seq - 1"),
                vec!["messages"],
            ),
            (
                sql!(global; "UPDATE events SET type = 'message.lost' WHERE type = 'message.created'"),
                sql!(global; "UPDATE events SET type = 'message.created' WHERE type = 'message.lost'"),
                vec!["messages"],
            ),
            (
                sql!(global; "UPDATE workspaces SET event_seq = event_seq + 1"),
                sql!(global; "UPDATE workspaces SET event_seq = event_seq - 1"),
                vec!["events"],
            ),
            (
                sql!(global; "UPDATE events SET type = 'lead.lost' WHERE type = 'lead.captured'"),
                sql!(global; "UPDATE events SET type = 'lead.captured' WHERE type = 'lead.lost'"),
                vec!["leads"],
            ),
            (
                sql!(global; "UPDATE events SET type = 'conversation.renamed' WHERE type = 'conversation.released'"),
                sql!(global; "UPDATE events SET type = 'conversation.released' WHERE type = 'conversation.renamed'"),
                // Then the assistant spoke while a person seemed to hold the baton.
                vec!["silence", "stretches"],
            ),
            (
                sql!(global; "UPDATE workspace_users SET role = 'lost' WHERE role = 'owner'"),
                sql!(global; "UPDATE workspace_users SET role = 'owner' WHERE role = 'lost'"),
                vec!["one_owner"],
            ),
            (
                sql!(global; "UPDATE workspace_users SET suspended_at = {} WHERE role = 'owner'", now.ms()),
                sql!(global; "UPDATE workspace_users SET suspended_at = NULL"),
                vec!["one_owner"],
            ),
            (
                // The index that forbids it is what is broken here.
                sql!(global; "DROP INDEX workspace_users_one_owner"),
                sql!(global; "UPDATE workspace_users SET role = 'owner' WHERE role = 'editor'"),
                vec![],
            ),
            (
                sql!(global; "UPDATE workspace_users SET invited_at = invited_at"),
                sql!(global; "UPDATE workspace_users SET role = 'editor' WHERE role = 'owner' AND user_id <> (SELECT o.user_id
                    FROM workspace_users o WHERE o.workspace_id = workspace_users.workspace_id AND o.role = 'owner'
                    ORDER BY o.user_id LIMIT 1)"),
                vec!["one_owner"],
            ),
        ] {
            let what = breaks.text().to_owned();
            exec(&app.db, vec![breaks]).await;
            assert_eq!(ills(&app.db, now).await, seen, "{what}");
            exec(&app.db, vec![mends]).await;
        }
        assert_eq!(ills(&app.db, now).await, Vec::<&str>::new());
        // An event of one workspace that tells of a conversation of the other.
        let (ours, them) = (app.db.clone(), theirs.workspace);
        exec(&ours, vec![sql!(global;
            "UPDATE events SET conversation_id = (SELECT c.id FROM conversations c WHERE c.workspace_id = {} LIMIT 1)
             WHERE type = 'lead.updated' OR (type = 'message.created' AND workspace_id <> {} AND seq = 3)", them.uuid(), them.uuid())]).await;
        assert!(ills(&app.db, now).await.contains(&"tenancy"));
    }

    async fn jobs_backups_and_clocks_are_looked_at(db: TestDb) {
        let app = TestApp::new(db).await;
        let tenant = app.tenant("Ours").await;
        let now = app.clock.now();
        assert_eq!(ills(&app.db, now).await, ["backup"]);
        app.db.write(async move |conn| backup::note(conn, now).await).await.unwrap();
        assert_eq!(ills(&app.db, now.plus_ms(35 * 3_600_000)).await, Vec::<&str>::new());
        assert_eq!(ills(&app.db, now.plus_ms(37 * 3_600_000)).await, ["backup"]);
        let visitor = tenant.visitor(&app).await;
        app.receive(visitor, "c", "do you sell boots?").await.unwrap();
        assert_eq!(ills(&app.db, now.plus_ms(14 * 60_000)).await, Vec::<&str>::new());
        assert_eq!(ills(&app.db, now.plus_ms(16 * 60_000)).await, ["jobs"]);
        exec(&app.db, vec![sql!("UPDATE jobs SET dead_at = {}", now.ms())]).await;
        assert_eq!(ills(&app.db, now).await, ["jobs"]);

        let clock = async |at| {
            let found = doctor::examine(&app.db, at).await;
            found.into_iter().find(|finding| finding.check == "clock").unwrap()
        };
        // The database tells the real time: the test's moment is years away from it, or not.
        let real = Timestamp::from_ms(app.db.read(async |conn| {
            conn.fetch_one::<i64>(baton_store::dialect::clock(conn.dialect())).await
        }).await.unwrap());
        let apart = clock(real.plus_ms(-60_000)).await;
        assert!(apart.verdict == Verdict::Warning && apart.says.contains("apart"), "{apart:?}");
        let ahead = real.plus_ms(3_600_000).ms();
        exec(&app.db, vec![sql!(global; "UPDATE contacts SET last_seen_at = {}", ahead)]).await;
        let back = clock(real).await;
        assert!(back.verdict == Verdict::Warning && back.says.contains("set back"), "{back:?}");
        exec(&app.db, vec![
            sql!(global; "UPDATE contacts SET last_seen_at = 0"),
            sql!(global; "UPDATE messages SET created_at = 0"),
            sql!("UPDATE jobs SET created_at = 0"),
        ]).await;
        assert_eq!(clock(real).await.verdict, Verdict::Ok);
    }

    async fn a_schema_that_does_not_fit_is_no_place_for_questions(db: TestDb) {
        let app = TestApp::new(db).await;
        exec(&app.db, vec![sql!("DELETE FROM schema_migrations WHERE version > 1")]).await;
        let found = doctor::examine(&app.db, app.clock.now()).await;
        assert_eq!(found.len(), 1);
        assert!(found[0].says.contains("pending") && found[0].verdict == Verdict::Failure, "{found:?}");
        exec(&app.db, vec![sql!("INSERT INTO schema_migrations (version, name, checksum, applied_at_ms) VALUES (99, 'x', 'x', 0)")]).await;
        let found = doctor::examine(&app.db, app.clock.now()).await;
        assert_eq!((found.len(), found[0].verdict), (1, Verdict::Failure));
    }
}

/// A row whose other end is gone: nothing but a broken disk or another program makes it.
#[tokio::test]
async fn damage_of_a_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.db");
    let url = baton_db::Url::Sqlite {
        path: path.clone(),
        durability: baton_db::Durability::Normal,
    };
    let open = async || Db::open(&baton_db::Config::new(url.clone())).await.unwrap();
    let db = open().await;
    baton_db::migrate(&db, baton_store::schema::MIGRATIONS, 0)
        .await
        .unwrap();
    for n in 0..2_000_i64 {
        let name = format!("{n:0>200}");
        exec(
            &db,
            vec![sql!(
                "INSERT INTO instance_settings (name, value) VALUES ({}, 'x')",
                name
            )],
        )
        .await;
    }
    let now = Timestamp::from_ms(0);
    assert!(!ills(&db, now).await.contains(&"integrity"));
    db.close().await;
    // A page in the middle, as a bad disk would have it.
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4_096 * 4_096;
    bytes[middle..middle + 4_096].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
    let db = open().await;
    let found = doctor::examine(&db, now).await;
    assert!(
        found
            .iter()
            .any(|finding| finding.verdict == Verdict::Failure),
        "{found:?}"
    );
    db.close().await;
}

/// Messages that the search does not find are damage too.
#[tokio::test]
async fn a_search_that_lacks_messages_is_told() {
    let app = TestApp::new(TestDb::sqlite().await).await;
    lived_in(&app).await;
    exec(
        &app.db,
        vec![sql!(global; "DELETE FROM messages_fts WHERE rowid = 1")],
    )
    .await;
    assert_eq!(ills(&app.db, app.clock.now()).await, ["integrity"]);
}

/// What a careless database server would lose is said.
#[tokio::test]
async fn a_careless_server_is_told_of() {
    let Some(db) = TestDb::postgres().await else {
        return;
    };
    let settings: Vec<String> = db
        .db
        .write(async |conn| {
            conn.execute(sql!("SET LOCAL synchronous_commit = off"))
                .await?;
            conn.fetch_all(baton_store::dialect::careless(conn.dialect()))
                .await
        })
        .await
        .unwrap();
    assert!(
        settings.contains(&"synchronous_commit is off".to_owned()),
        "{settings:?}"
    );
}
