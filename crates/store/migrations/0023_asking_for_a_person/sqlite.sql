-- When a team is there, as JSON: one row for each workspace that has set it.
CREATE TABLE business_hours (
    workspace_id BLOB PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    settings TEXT NOT NULL,
    updated_at INTEGER NOT NULL
);

-- How long visitors waited until a person came. Nothing of the conversation: it may be deleted, the wait stays.
CREATE TABLE waits (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    began_at INTEGER NOT NULL,
    waited_ms INTEGER NOT NULL
);
CREATE INDEX waits_recent ON waits (workspace_id, began_at);

-- How a visitor waits for a person; none where they do not. Those who wait already wait in the queue.
ALTER TABLE conversations ADD COLUMN waits TEXT;
UPDATE conversations SET waits = 'live'
    WHERE status = 'open' AND escalated_at IS NOT NULL AND claimed_by_user_id IS NULL;
-- Where answers go when the visitor is gone, and the last message that went there.
ALTER TABLE conversations ADD COLUMN mail_to TEXT;
ALTER TABLE conversations ADD COLUMN mailed_seq INTEGER NOT NULL DEFAULT 0;
