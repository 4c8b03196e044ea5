-- Files that are sent with messages; their bytes are in the store of files. A row without a message was uploaded and not sent.
-- One without a conversation is to be removed, with its bytes: that becomes of it wherever its conversation is deleted, so
-- that no way of deleting one can forget its files.
CREATE TABLE attachments (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    conversation_id BLOB REFERENCES conversations (id) ON DELETE SET NULL,
    message_id BLOB,
    uploaded_by_user_id BLOB REFERENCES users (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    media_type TEXT,
    size INTEGER,
    sha256 TEXT,
    width INTEGER,
    height INTEGER,
    created_at INTEGER NOT NULL
);
CREATE INDEX attachments_of_conversation ON attachments (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX attachments_left ON attachments (id) WHERE conversation_id IS NULL;
CREATE INDEX attachments_unsent ON attachments (created_at) WHERE message_id IS NULL;
CREATE INDEX attachments_of_message ON attachments (message_id) WHERE message_id IS NOT NULL;
-- The same as whoever reads the message reads it.
ALTER TABLE messages ADD COLUMN attachments TEXT;
