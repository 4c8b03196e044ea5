-- The log lists conversations by when they began, in one index that also answers its filters. `engaged` is set once, with the
-- first message of the visitor: this index does not change with the others.
ALTER TABLE conversations ADD COLUMN engaged BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE conversations SET engaged = TRUE WHERE visitor_messages > 0;
CREATE INDEX conversations_log ON conversations
    (workspace_id, created_at, id, engaged, channel, assistant_id, status, claimed_by_user_id, escalated_at);
CREATE INDEX conversation_tags_name ON conversation_tags (workspace_id, name, conversation_id);

-- How far the deletion of all empty conversations is.
CREATE TABLE conversation_sweeps (
    workspace_id BLOB PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    user_name TEXT NOT NULL,
    until_at INTEGER NOT NULL,
    total INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER
);

-- Each line of the audit log is chained to the one before: `hash` covers that one's hash and all that this line says. Lines of
-- older programs have no number; the first line of the chain tells how many there are and what they hash to.
ALTER TABLE audit_logs ADD COLUMN seq INTEGER;
ALTER TABLE audit_logs ADD COLUMN address TEXT;
ALTER TABLE audit_logs ADD COLUMN hash BLOB;
CREATE UNIQUE INDEX audit_logs_chain ON audit_logs (workspace_id, seq);
CREATE INDEX audit_logs_target ON audit_logs (workspace_id, target_id, at);

-- The end of each chain. Its row is locked by whoever adds a line, so that no two lines follow the same one.
CREATE TABLE audit_heads (
    workspace_id BLOB PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL
);

CREATE TRIGGER audit_logs_keep BEFORE UPDATE ON audit_logs BEGIN
    SELECT RAISE(ABORT, 'the audit log is only appended to');
END;
-- With its workspace it goes: that row is gone by then.
CREATE TRIGGER audit_logs_stay BEFORE DELETE ON audit_logs
    WHEN EXISTS (SELECT 1 FROM workspaces w WHERE w.id = old.workspace_id)
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only appended to');
END;
