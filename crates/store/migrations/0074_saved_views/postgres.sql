-- What a list of the inbox is narrowed to, under a name: the team's, or one teammate's own.
CREATE TABLE saved_views (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    owner_user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    filters TEXT NOT NULL,
    position BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX saved_views_shared ON saved_views (workspace_id, name) WHERE owner_user_id IS NULL;
CREATE UNIQUE INDEX saved_views_own ON saved_views (workspace_id, owner_user_id, name) WHERE owner_user_id IS NOT NULL;
