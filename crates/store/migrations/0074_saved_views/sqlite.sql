-- What a list of the inbox is narrowed to, under a name: the team's, or one teammate's own.
CREATE TABLE saved_views (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    owner_user_id BLOB REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    filters TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX saved_views_shared ON saved_views (workspace_id, name) WHERE owner_user_id IS NULL;
CREATE UNIQUE INDEX saved_views_own ON saved_views (workspace_id, owner_user_id, name) WHERE owner_user_id IS NOT NULL;
