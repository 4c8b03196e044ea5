-- How long a teammate may be gone while a visitor waits for their answer; no minutes: for ever, no row: as usual.
CREATE TABLE holder_graces (
    workspace_id UUID PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    minutes BIGINT,
    updated_at BIGINT NOT NULL
);
