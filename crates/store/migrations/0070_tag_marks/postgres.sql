-- What a workspace decided about a tag: its colour; another name that it goes by; or that it is given no more. A tag about
-- which nothing was decided has no row.
CREATE TABLE tag_marks (
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    colour TEXT,
    becomes TEXT,
    gone BOOLEAN NOT NULL DEFAULT FALSE,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, name)
);
