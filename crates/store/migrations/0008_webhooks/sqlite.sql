-- Who is told of events, and what became of it. Events themselves stay where they are: an endpoint has its place in their
-- stream, so that whoever causes an event writes nothing for those who are told of it.

CREATE TABLE webhook_endpoints (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    event_types TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    disabled_at INTEGER,
    disabled_reason TEXT,
    secret BLOB NOT NULL,
    old_secret BLOB,
    old_secret_until INTEGER,
    cursor_seq INTEGER NOT NULL,
    replay_seq INTEGER,
    replay_until INTEGER,
    replay_all BOOLEAN NOT NULL,
    failures INTEGER NOT NULL,
    failing_since INTEGER,
    paused_until INTEGER,
    last_success_at INTEGER,
    next_due_at INTEGER,
    leased_until INTEGER,
    lease BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (workspace_id, id)
);

CREATE TABLE webhook_deliveries (
    workspace_id BLOB NOT NULL,
    endpoint_id BLOB NOT NULL,
    event_id BLOB NOT NULL,
    event_seq INTEGER,
    type TEXT NOT NULL,
    body TEXT,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    step INTEGER NOT NULL,
    cause TEXT NOT NULL,
    next_attempt_at INTEGER,
    last_http_status INTEGER,
    last_error TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, endpoint_id, event_id),
    FOREIGN KEY (workspace_id, endpoint_id) REFERENCES webhook_endpoints (workspace_id, id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX webhook_deliveries_recent ON webhook_deliveries (workspace_id, endpoint_id, created_at, event_id);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (workspace_id, endpoint_id, next_attempt_at)
    WHERE status = 'pending';

CREATE TABLE webhook_attempts (
    workspace_id BLOB NOT NULL,
    endpoint_id BLOB NOT NULL,
    event_id BLOB NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    cause TEXT NOT NULL,
    http_status INTEGER,
    error TEXT,
    duration_ms INTEGER NOT NULL,
    response TEXT,
    PRIMARY KEY (workspace_id, endpoint_id, event_id, number),
    FOREIGN KEY (workspace_id, endpoint_id, event_id)
        REFERENCES webhook_deliveries (workspace_id, endpoint_id, event_id) ON DELETE CASCADE
) WITHOUT ROWID;
