-- When a team is there, as JSON: one row for each workspace that has set it.
CREATE TABLE business_hours (
    workspace_id UUID PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    settings TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- How long visitors waited until a person came. Nothing of the conversation: it may be deleted, the wait stays.
CREATE TABLE waits (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    began_at BIGINT NOT NULL,
    waited_ms BIGINT NOT NULL
);
CREATE INDEX waits_recent ON waits (workspace_id, began_at);

-- How a visitor waits for a person; none where they do not. Those who wait already wait in the queue.
ALTER TABLE conversations ADD COLUMN waits TEXT;
UPDATE conversations SET waits = 'live'
    WHERE status = 'open' AND escalated_at IS NOT NULL AND claimed_by_user_id IS NULL;
-- Where answers go when the visitor is gone, and the last message that went there.
ALTER TABLE conversations ADD COLUMN mail_to TEXT;
ALTER TABLE conversations ADD COLUMN mailed_seq BIGINT NOT NULL DEFAULT 0;
