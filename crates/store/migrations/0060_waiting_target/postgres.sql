-- Within how many minutes a person should answer whoever waits: one row for each workspace that has set it.
CREATE TABLE queue_targets (
    workspace_id UUID PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    minutes BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
