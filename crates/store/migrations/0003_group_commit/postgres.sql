-- What a message costs: fewer indexes change with it.

-- By state, so that one index serves every list of those who wrote; those who never wrote are kept apart.
DROP INDEX conversations_every;
DROP INDEX conversations_recent;
CREATE INDEX conversations_silent ON conversations (workspace_id, status, last_activity_at, id) WHERE visitor_messages = 0;
CREATE INDEX conversations_recent ON conversations (workspace_id, status, last_activity_at, id) WHERE visitor_messages > 0;

-- A contact has few conversations: their order need not be kept.
DROP INDEX conversations_contact;
CREATE INDEX conversations_contact ON conversations (workspace_id, contact_id, id);

-- The timeline is read without its messages.
DROP INDEX events_conversation;
CREATE INDEX events_conversation ON events (workspace_id, conversation_id, seq) WHERE type <> 'message.created';

-- What is found very often is walked newest first, which needs the words at hand and not made anew from each body.
ALTER TABLE messages ADD COLUMN fts tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED;
DROP INDEX messages_fts;
CREATE INDEX messages_fts ON messages USING gin (workspace_id, fts);
CREATE INDEX messages_fts_newest ON messages (workspace_id, num);

-- Parts of names and addresses, found by three letters at a time.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX contacts_fts ON contacts
    USING gin (workspace_id, lower(coalesce(name, '') || chr(10) || coalesce(email, '')) gin_trgm_ops);
