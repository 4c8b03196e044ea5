//! The tables that are filled, with the columns that are given.

/// Which table a row is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: &'static str,
    /// The columns that are given.
    pub(crate) columns: &'static [&'static str],
}

pub(crate) const CONTACTS: Table = Table {
    name: "contacts",
    columns: &[
        "id",
        "workspace_id",
        "name",
        "email",
        "locale",
        "utm",
        "first_seen_at",
        "last_seen_at",
    ],
};
pub(crate) const CONVERSATIONS: Table = Table {
    name: "conversations",
    columns: &[
        "id",
        "workspace_id",
        "assistant_id",
        "contact_id",
        "channel",
        "status",
        "claimed_by_user_id",
        "claimed_at",
        "escalated_at",
        "reason_code",
        "reason_text",
        "resolved_at",
        "epoch",
        "last_seq",
        "visitor_messages",
        "visitor_seq",
        "last_role",
        "last_preview",
        "last_message_at",
        "page_url",
        "page_title",
        "last_activity_at",
        "created_at",
        "engaged",
    ],
};
pub(crate) const SAID: Table = Table {
    name: "messages",
    columns: &[
        "id",
        "workspace_id",
        "conversation_id",
        "seq",
        "role",
        "body",
        "client_id",
        "state",
        "created_at",
    ],
};
pub(crate) const EVENTS: Table = Table {
    name: "events",
    columns: &[
        "id",
        "workspace_id",
        "seq",
        "conversation_id",
        "at",
        "actor",
        "type",
        "data",
    ],
};
pub(crate) const LEADS: Table = Table {
    name: "leads",
    columns: &[
        "id",
        "workspace_id",
        "assistant_id",
        "conversation_id",
        "contact_id",
        "name",
        "email",
        "fields",
        "status",
        "source",
        "created_at",
        "updated_at",
    ],
};
pub(crate) const READS: Table = Table {
    name: "conversation_reads",
    columns: &["workspace_id", "conversation_id", "user_id", "seq"],
};
pub(crate) const TAGS: Table = Table {
    name: "conversation_tags",
    columns: &["workspace_id", "conversation_id", "name", "created_at"],
};
pub(crate) const WORKSPACE: Table = Table {
    name: "workspaces",
    columns: &["id", "name", "event_seq", "created_at"],
};
pub(crate) const USERS: Table = Table {
    name: "users",
    columns: &["id", "email", "name", "password_hash", "created_at"],
};
pub(crate) const MEMBERS: Table = Table {
    name: "workspace_users",
    columns: &[
        "workspace_id",
        "user_id",
        "role",
        "invited_at",
        "accepted_at",
    ],
};
pub(crate) const ASSISTANTS: Table = Table {
    name: "assistants",
    columns: &[
        "id",
        "workspace_id",
        "name",
        "greeting",
        "instructions",
        "threshold",
        "allowed_origins",
        "brand_color",
        "starter_prompts",
        "show_human_names",
        "lead_form",
        "created_at",
    ],
};
