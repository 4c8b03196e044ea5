-- When a teammate first practised a handover, to the end.
ALTER TABLE onboarding ADD COLUMN practised_at INTEGER;
-- Conversations with a visitor who is played: few, and soon gone.
CREATE INDEX conversations_practice ON conversations (workspace_id, last_activity_at) WHERE channel = 'practice';
