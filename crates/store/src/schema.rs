//! The migrations, side by side for both databases, and the tables that belong to a tenant.

use baton_db::Migration;

/// Every migration, in order. Applied ones are never edited: add a new one.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "start",
        sqlite: include_str!("../migrations/0001_start/sqlite.sql"),
        postgres: include_str!("../migrations/0001_start/postgres.sql"),
    },
    Migration {
        version: 2,
        name: "turn_lease",
        sqlite: include_str!("../migrations/0002_turn_lease/sqlite.sql"),
        postgres: include_str!("../migrations/0002_turn_lease/postgres.sql"),
    },
    Migration {
        version: 3,
        name: "group_commit",
        sqlite: include_str!("../migrations/0003_group_commit/sqlite.sql"),
        postgres: include_str!("../migrations/0003_group_commit/postgres.sql"),
    },
    Migration {
        version: 4,
        name: "word_spans",
        sqlite: include_str!("../migrations/0004_word_spans/sqlite.sql"),
        postgres: include_str!("../migrations/0004_word_spans/postgres.sql"),
    },
    Migration {
        version: 5,
        name: "unseen_in_lists",
        sqlite: include_str!("../migrations/0005_unseen_in_lists/sqlite.sql"),
        postgres: include_str!("../migrations/0005_unseen_in_lists/postgres.sql"),
    },
    Migration {
        version: 6,
        name: "search_without_places",
        sqlite: include_str!("../migrations/0006_search_without_places/sqlite.sql"),
        postgres: include_str!("../migrations/0006_search_without_places/postgres.sql"),
    },
];

/// Tables whose rows belong to one workspace. In test builds a statement that names one without `workspace_id` is refused.
pub const TENANT_TABLES: &[&str] = &[
    "workspace_users",
    "api_tokens",
    "assistants",
    "knowledge_sources",
    "knowledge_documents",
    "knowledge_chunks",
    "contacts",
    "conversations",
    "messages",
    "turns",
    "conversation_reads",
    "conversation_tags",
    "events",
    "leads",
    "audit_logs",
    "analytics_events",
];
