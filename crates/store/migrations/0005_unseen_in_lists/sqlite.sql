-- Which messages a teammate has not seen is told by the index of the list itself.
ALTER TABLE conversations ADD COLUMN visitor_seq INTEGER NOT NULL DEFAULT 0;
UPDATE conversations SET visitor_seq = (SELECT max(m.seq) FROM messages m
    WHERE m.workspace_id = conversations.workspace_id AND m.conversation_id = conversations.id AND m.role = 'user')
    WHERE visitor_messages > 0;
DROP INDEX conversations_recent;
CREATE INDEX conversations_recent ON conversations (workspace_id, status, last_activity_at, id, visitor_seq)
    WHERE visitor_messages > 0;
