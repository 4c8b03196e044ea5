//! No table of a tenant was forgotten by the neighbour.

use baton_db::{Sql, sql};
use baton_store::schema::TENANT_TABLES;
use baton_testkit::{
    TestApp, TestDb,
    canary::{Neighbour, columns},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A statement of this test.
fn query(text: String, workspace: Uuid) -> Sql {
    let mut query = Sql::default();
    query.append(Box::leak(text.into_boxed_str()), []);
    sql!(query; "{}", workspace);
    query
}

baton_testkit::both_databases! {
    async fn every_table_of_a_tenant_has_a_row_and_every_text_in_it_is_a_canary(db: TestDb) {
        let app = TestApp::new(db).await;
        let neighbour = Neighbour::move_in(&app, "one", app.ids.next()).await;
        let columns = columns(&app.db).await;
        let tables: BTreeSet<_> = columns.iter().filter(|c| c.name == "workspace_id").map(|c| c.table.clone()).collect();
        let known: BTreeSet<_> = TENANT_TABLES.iter().map(|table| (*table).to_owned()).collect();
        let unguarded: Vec<_> = tables.difference(&known).collect();
        assert_eq!(unguarded, ["jobs", "sessions"], "tables with a tenant that the guard of statements does not know");
        assert!(known.is_subset(&tables) && tables.len() >= 18, "{tables:?}");
        let workspace = neighbour.tenant.workspace.uuid();
        let mut codes = Vec::new();
        for table in &tables {
            let count = query(format!("SELECT count(*) FROM {table} WHERE workspace_id = "), workspace);
            let rows: i64 = app.db.read(async move |conn| conn.fetch_one(count).await).await.unwrap();
            assert_eq!(rows, 1, "{table}");
            for column in columns.iter().filter(|c| c.table == *table && c.kind == "TEXT") {
                let text = query(format!("SELECT {} FROM {table} WHERE workspace_id = ", column.name), workspace);
                let text: Option<String> = app.db.read(async move |conn| conn.fetch_one(text).await).await.unwrap();
                let place = format!("{table}.{}", column.name);
                let mark = neighbour.marks().iter().find(|mark| mark.place == place);
                match mark {
                    Some(mark) => assert!(text.is_some_and(|text| text.contains(&mark.text)), "{place}"),
                    None => codes.push(place),
                }
            }
        }
        // What holds no words of anybody. A text that is added is a canary unless it is written here too.
        assert_eq!(codes, [
            "alert_steps.step", "alert_wishes.kind", "alerts.kind", "alerts.acknowledged_how", "api_tokens.role",
            "assistant_avatars.content_type", "assistants.lead_prompt", "assistants.handover", "assistants.theme",
            "assistants.tone", "assistants.side", "assistants.languages", "assistants.autopilot",
            "attachments.media_type", "attachments.sha256",
            "audit_logs.actor_kind", "audit_logs.outcome", "conversations.channel", "conversations.status",
            "conversations.reason_code", "conversations.last_role", "conversations.waits", "conversations.autopilot",
            "conversations.need_signs",
            "events.type", "held_answers.kind", "held_answers.outcome", "held_answers.unseen", "held_answers.state",
            "invitations.role", "jobs.kind", "knowledge_chunks.language", "knowledge_documents.language",
            "knowledge_sources.kind", "knowledge_sources.status", "lead_captures.source", "leads.status",
            "leads.source", "leads.score_reasons", "messages.role", "messages.state", "messages.kind",
            "scheduled_replies.then_do", "scheduled_replies.state", "tag_marks.colour",
            "turns.status", "turns.stage", "webhook_attempts.cause", "webhook_deliveries.status",
            "webhook_deliveries.cause", "webhook_endpoints.disabled_reason", "workspace_users.role",
        ]);
        let unique: BTreeSet<_> = neighbour.marks().iter().map(|mark| &mark.text).collect();
        assert!(unique.len() == neighbour.marks().len() && unique.len() >= 60, "only {} canaries", unique.len());
        assert!(neighbour.marks().iter().any(|mark| mark.place == "knowledge_sources.content"));
    }
}
