-- Who is told of events, and what became of it. Events themselves stay where they are: an endpoint has its place in their
-- stream, so that whoever causes an event writes nothing for those who are told of it.

CREATE TABLE webhook_endpoints (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    event_types TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    disabled_at BIGINT,
    disabled_reason TEXT,
    secret BYTEA NOT NULL,
    old_secret BYTEA,
    old_secret_until BIGINT,
    cursor_seq BIGINT NOT NULL,
    replay_seq BIGINT,
    replay_until BIGINT,
    replay_all BOOLEAN NOT NULL,
    failures BIGINT NOT NULL,
    failing_since BIGINT,
    paused_until BIGINT,
    last_success_at BIGINT,
    next_due_at BIGINT,
    leased_until BIGINT,
    lease UUID,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (workspace_id, id)
);

CREATE TABLE webhook_deliveries (
    workspace_id UUID NOT NULL,
    endpoint_id UUID NOT NULL,
    event_id UUID NOT NULL,
    event_seq BIGINT,
    type TEXT NOT NULL,
    body TEXT,
    status TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    step BIGINT NOT NULL,
    cause TEXT NOT NULL,
    next_attempt_at BIGINT,
    last_http_status BIGINT,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, endpoint_id, event_id),
    FOREIGN KEY (workspace_id, endpoint_id) REFERENCES webhook_endpoints (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_recent ON webhook_deliveries (workspace_id, endpoint_id, created_at, event_id);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (workspace_id, endpoint_id, next_attempt_at)
    WHERE status = 'pending';

CREATE TABLE webhook_attempts (
    workspace_id UUID NOT NULL,
    endpoint_id UUID NOT NULL,
    event_id UUID NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    http_status BIGINT,
    error TEXT,
    duration_ms BIGINT NOT NULL,
    response TEXT,
    PRIMARY KEY (workspace_id, endpoint_id, event_id, number),
    FOREIGN KEY (workspace_id, endpoint_id, event_id)
        REFERENCES webhook_deliveries (workspace_id, endpoint_id, event_id) ON DELETE CASCADE
);
