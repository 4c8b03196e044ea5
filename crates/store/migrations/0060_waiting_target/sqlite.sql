-- Within how many minutes a person should answer whoever waits: one row for each workspace that has set it.
CREATE TABLE queue_targets (
    workspace_id BLOB PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    minutes INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
