-- The product's tables. `workspace_id` is the tenant; composite foreign keys keep rows of one tenant together.
-- Times are milliseconds since 1970 (UTC), ids UUIDv7, JSON is text where the shape is open.

CREATE TABLE instance_settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE workspaces (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    event_seq INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
);

CREATE TABLE users (
    id BLOB PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE workspace_users (
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    invited_at INTEGER NOT NULL,
    accepted_at INTEGER,
    PRIMARY KEY (workspace_id, user_id)
);
CREATE UNIQUE INDEX workspace_users_one_owner ON workspace_users (workspace_id) WHERE role = 'owner';
CREATE INDEX workspace_users_user ON workspace_users (user_id);

CREATE TABLE sessions (
    id BLOB PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE api_tokens (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    prefix TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER
);
CREATE INDEX api_tokens_workspace ON api_tokens (workspace_id, created_at);

CREATE TABLE assistants (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    greeting TEXT NOT NULL,
    instructions TEXT NOT NULL,
    threshold REAL NOT NULL,
    allowed_origins TEXT NOT NULL,
    brand_color TEXT NOT NULL,
    starter_prompts TEXT NOT NULL,
    show_human_names BOOLEAN NOT NULL,
    lead_form TEXT NOT NULL,
    knowledge_version INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
);

CREATE TABLE knowledge_sources (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    assistant_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    content_type TEXT,
    content BLOB,
    status TEXT NOT NULL,
    error TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, assistant_id) REFERENCES assistants (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX knowledge_sources_assistant ON knowledge_sources (workspace_id, assistant_id, created_at);

CREATE TABLE knowledge_documents (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    source_id BLOB NOT NULL,
    title TEXT NOT NULL,
    url TEXT,
    language TEXT,
    body TEXT NOT NULL,
    position INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, source_id) REFERENCES knowledge_sources (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX knowledge_documents_source ON knowledge_documents (workspace_id, source_id, position);

CREATE TABLE knowledge_chunks (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    assistant_id BLOB NOT NULL,
    document_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    heading_path TEXT NOT NULL,
    question TEXT,
    body TEXT NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    language TEXT NOT NULL,
    hash INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, document_id) REFERENCES knowledge_documents (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, assistant_id) REFERENCES assistants (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX knowledge_chunks_assistant ON knowledge_chunks (workspace_id, assistant_id, id);
CREATE INDEX knowledge_chunks_document ON knowledge_chunks (workspace_id, document_id, position);

CREATE TABLE contacts (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    name TEXT,
    email TEXT,
    phone TEXT,
    locale TEXT,
    device TEXT,
    referrer TEXT,
    landing_url TEXT,
    utm TEXT NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
);
CREATE INDEX contacts_email ON contacts (workspace_id, email);

CREATE TABLE conversations (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    assistant_id BLOB NOT NULL,
    contact_id BLOB NOT NULL,
    channel TEXT NOT NULL,
    status TEXT NOT NULL,
    claimed_by_user_id BLOB REFERENCES users (id),
    claimed_at INTEGER,
    escalated_at INTEGER,
    reason_code TEXT,
    reason_text TEXT,
    resolved_at INTEGER,
    assigned_user_id BLOB REFERENCES users (id),
    epoch INTEGER NOT NULL DEFAULT 0,
    last_seq INTEGER NOT NULL DEFAULT 0,
    visitor_messages INTEGER NOT NULL DEFAULT 0,
    last_role TEXT,
    last_author_id BLOB REFERENCES users (id),
    last_preview TEXT,
    last_message_at INTEGER,
    cleared_seq INTEGER NOT NULL DEFAULT 0,
    visitor_read_seq INTEGER NOT NULL DEFAULT 0,
    page_url TEXT,
    page_title TEXT,
    last_activity_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, assistant_id) REFERENCES assistants (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX conversations_every ON conversations (workspace_id, last_activity_at, id);
-- After the one above: where both would serve, SQLite takes the later one.
CREATE INDEX conversations_recent ON conversations (workspace_id, last_activity_at, id) WHERE visitor_messages > 0;
CREATE INDEX conversations_waiting ON conversations (workspace_id, escalated_at, id)
    WHERE status = 'open' AND escalated_at IS NOT NULL AND claimed_by_user_id IS NULL;
CREATE INDEX conversations_claimed ON conversations (workspace_id, claimed_by_user_id, last_activity_at, id)
    WHERE claimed_by_user_id IS NOT NULL;
CREATE INDEX conversations_contact ON conversations (workspace_id, contact_id, last_activity_at, id);

CREATE TABLE messages (
    num INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    role TEXT NOT NULL,
    author_user_id BLOB REFERENCES users (id),
    body TEXT NOT NULL,
    client_id TEXT,
    state TEXT NOT NULL,
    kind TEXT,
    citations TEXT,
    turn_id BLOB,
    created_at INTEGER NOT NULL,
    UNIQUE (workspace_id, conversation_id, seq),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX messages_client ON messages (workspace_id, conversation_id, client_id) WHERE client_id IS NOT NULL;

CREATE TABLE turns (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    trigger_seq INTEGER NOT NULL,
    status TEXT NOT NULL,
    stage TEXT NOT NULL,
    sent_text TEXT NOT NULL,
    next_index INTEGER NOT NULL,
    trace TEXT,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX turns_one_running ON turns (workspace_id, conversation_id) WHERE status = 'running';
CREATE INDEX turns_conversation ON turns (workspace_id, conversation_id, started_at);

CREATE TABLE conversation_reads (
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id, user_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);

CREATE TABLE conversation_tags (
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id, name),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);

CREATE TABLE events (
    id BLOB NOT NULL,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    conversation_id BLOB,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (workspace_id, seq)
);
CREATE INDEX events_conversation ON events (workspace_id, conversation_id, seq);

CREATE TABLE leads (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    assistant_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    contact_id BLOB NOT NULL,
    name TEXT,
    email TEXT,
    phone TEXT,
    wants TEXT,
    fields TEXT NOT NULL,
    status TEXT NOT NULL,
    source TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, assistant_id) REFERENCES assistants (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX leads_email ON leads (workspace_id, assistant_id, email) WHERE email IS NOT NULL;
CREATE INDEX leads_recent ON leads (workspace_id, created_at, id);
CREATE INDEX leads_conversation ON leads (workspace_id, conversation_id);

CREATE TABLE jobs (
    id BLOB PRIMARY KEY,
    workspace_id BLOB REFERENCES workspaces (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    dedupe_key TEXT,
    payload TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    leased_until INTEGER,
    lease BLOB,
    last_error TEXT,
    dead_at INTEGER,
    created_at INTEGER NOT NULL
);
CREATE INDEX jobs_due ON jobs (kind, run_at) WHERE dead_at IS NULL;
CREATE UNIQUE INDEX jobs_dedupe ON jobs (kind, dedupe_key) WHERE dedupe_key IS NOT NULL AND leased_until IS NULL AND dead_at IS NULL;

CREATE TABLE audit_logs (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id BLOB,
    actor_name TEXT,
    action TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target_id BLOB,
    outcome TEXT NOT NULL,
    detail TEXT
);
CREATE INDEX audit_logs_recent ON audit_logs (workspace_id, at, id);

CREATE TABLE analytics_events (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    conversation_id BLOB REFERENCES conversations (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX analytics_events_kind ON analytics_events (workspace_id, kind, at);
CREATE INDEX analytics_events_conversation ON analytics_events (conversation_id);

-- Search carries the tenant as an indexed token, so that a query never visits rows of another one. The text itself
-- stays in `messages`; the index is contentless and follows it by triggers.
CREATE VIRTUAL TABLE messages_fts USING fts5 (
    tenant, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER messages_fts_insert AFTER INSERT ON messages BEGIN
    INSERT INTO messages_fts (rowid, tenant, body) VALUES (new.num, hex(new.workspace_id), new.body);
END;
CREATE TRIGGER messages_fts_delete AFTER DELETE ON messages BEGIN
    DELETE FROM messages_fts WHERE rowid = old.num;
END;
