-- Until when a conversation is put away; none where it is not.
ALTER TABLE conversations ADD COLUMN snoozed_until BIGINT;
CREATE INDEX conversations_snoozed ON conversations (workspace_id, last_activity_at, id) WHERE snoozed_until IS NOT NULL;
