//! Every table and column that is kept, in an order in which rows can be put back: what is pointed to comes first.

/// A table as a backup has it.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Columns that tell its rows apart, in the order of an index.
    pub key: &'static str,
    /// Columns and their kinds.
    columns: &'static str,
}

/// What a column keeps, whatever the database calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An id.
    Uuid,
    /// Text, or JSON.
    Text,
    /// A number, or a time.
    Int,
    /// Yes or no.
    Bool,
    /// A fraction.
    Float,
    /// Bytes.
    Bytes,
}

impl Table {
    /// The columns with their kinds, in the order of the schema.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, Kind)> + use<> {
        let split = |column: &'static str| column.trim().split_once(' ');
        let columns = self.columns.split(',').filter_map(split);
        columns.map(|(name, kind)| (name, Kind::of(kind)))
    }

    /// The columns of the key.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.key.split(", ")
    }
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "uuid" => Self::Uuid,
            "int" => Self::Int,
            "bool" => Self::Bool,
            "float" => Self::Float,
            "bytes" => Self::Bytes,
            _ => Self::Text,
        }
    }
}

/// The table of a name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// All tables but `schema_migrations`, and all columns but `num` and `fts`, which each database makes by itself.
pub const TABLES: &[Table] = &[
    Table {
        name: "instance_settings",
        key: "name",
        columns: "name text, value text",
    },
    Table {
        name: "workspaces",
        key: "id",
        columns: "id uuid, name text, event_seq int, created_at int",
    },
    Table {
        name: "users",
        key: "id",
        columns: "id uuid, email text, name text, password_hash text, created_at int",
    },
    Table {
        name: "workspace_users",
        key: "workspace_id, user_id",
        columns: "workspace_id uuid, user_id uuid, role text, invited_at int, accepted_at int",
    },
    Table {
        name: "sessions",
        key: "id",
        columns: "id uuid, token_hash bytes, user_id uuid, workspace_id uuid, created_at int, \
            last_seen_at int, expires_at int",
    },
    Table {
        name: "api_tokens",
        key: "id",
        columns: "id uuid, workspace_id uuid, token_hash bytes, prefix text, name text, role text, \
            created_by uuid, created_at int, last_used_at int",
    },
    Table {
        name: "assistants",
        key: "id",
        columns: "id uuid, workspace_id uuid, name text, greeting text, instructions text, threshold float, \
            allowed_origins text, brand_color text, starter_prompts text, show_human_names bool, \
            lead_form text, knowledge_version int, created_at int",
    },
    Table {
        name: "knowledge_sources",
        key: "id",
        columns: "id uuid, workspace_id uuid, assistant_id uuid, kind text, title text, url text, \
            content_type text, content bytes, status text, error text, created_at int, \
            updated_at int",
    },
    Table {
        name: "knowledge_documents",
        key: "id",
        columns: "id uuid, workspace_id uuid, source_id uuid, title text, url text, language text, \
            body text, position int",
    },
    Table {
        name: "knowledge_chunks",
        key: "id",
        columns: "id uuid, workspace_id uuid, assistant_id uuid, document_id uuid, position int, \
            heading_path text, question text, body text, start_byte int, end_byte int, language text, \
            hash int",
    },
    Table {
        name: "contacts",
        key: "id",
        columns: "id uuid, workspace_id uuid, name text, email text, phone text, locale text, device text, \
            referrer text, landing_url text, utm text, first_seen_at int, last_seen_at int",
    },
    Table {
        name: "conversations",
        key: "id",
        columns: "id uuid, workspace_id uuid, assistant_id uuid, contact_id uuid, channel text, \
            status text, claimed_by_user_id uuid, claimed_at int, escalated_at int, reason_code text, \
            reason_text text, resolved_at int, assigned_user_id uuid, epoch int, last_seq int, \
            visitor_messages int, last_role text, last_author_id uuid, last_preview text, \
            last_message_at int, cleared_seq int, visitor_read_seq int, page_url text, \
            page_title text, last_activity_at int, created_at int, visitor_seq int",
    },
    Table {
        name: "messages",
        key: "workspace_id, conversation_id, seq",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, seq int, role text, \
            author_user_id uuid, body text, client_id text, state text, kind text, citations text, \
            turn_id uuid, created_at int",
    },
    Table {
        name: "turns",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, epoch int, trigger_seq int, \
            status text, stage text, sent_text text, next_index int, trace text, started_at int, \
            finished_at int, alive_until int",
    },
    Table {
        name: "conversation_reads",
        key: "workspace_id, conversation_id, user_id",
        columns: "workspace_id uuid, conversation_id uuid, user_id uuid, seq int",
    },
    Table {
        name: "conversation_tags",
        key: "workspace_id, conversation_id, name",
        columns: "workspace_id uuid, conversation_id uuid, name text, created_at int",
    },
    Table {
        name: "events",
        key: "workspace_id, seq",
        columns: "id uuid, workspace_id uuid, seq int, conversation_id uuid, at int, actor text, type text, \
            data text",
    },
    Table {
        name: "leads",
        key: "id",
        columns: "id uuid, workspace_id uuid, assistant_id uuid, conversation_id uuid, contact_id uuid, \
            name text, email text, phone text, wants text, fields text, status text, source text, \
            created_at int, updated_at int",
    },
    Table {
        name: "jobs",
        key: "id",
        columns: "id uuid, workspace_id uuid, kind text, dedupe_key text, payload text, run_at int, \
            attempts int, leased_until int, lease uuid, last_error text, dead_at int, created_at int",
    },
    Table {
        name: "audit_logs",
        key: "id",
        columns: "id uuid, workspace_id uuid, at int, actor_kind text, actor_id uuid, actor_name text, \
            action text, target_kind text, target_id uuid, outcome text, detail text",
    },
    Table {
        name: "analytics_events",
        key: "id",
        columns: "id uuid, workspace_id uuid, conversation_id uuid, kind text, at int, data text",
    },
];
