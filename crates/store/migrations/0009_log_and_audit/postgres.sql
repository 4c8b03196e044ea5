-- The log lists conversations by when they began, in one index that also answers its filters. `engaged` is set once, with the
-- first message of the visitor.
ALTER TABLE conversations ADD COLUMN engaged BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE conversations SET engaged = TRUE WHERE visitor_messages > 0;
CREATE INDEX conversations_log ON conversations
    (workspace_id, created_at, id, engaged, channel, assistant_id, status, claimed_by_user_id, escalated_at);
CREATE INDEX conversation_tags_name ON conversation_tags (workspace_id, name, conversation_id);

-- How far the deletion of all empty conversations is.
CREATE TABLE conversation_sweeps (
    workspace_id UUID PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    user_name TEXT NOT NULL,
    until_at BIGINT NOT NULL,
    total BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT
);

-- Each line of the audit log is chained to the one before: `hash` covers that one's hash and all that this line says. Lines of
-- older programs have no number; the first line of the chain tells how many there are and what they hash to.
ALTER TABLE audit_logs ADD COLUMN seq BIGINT;
ALTER TABLE audit_logs ADD COLUMN address TEXT;
ALTER TABLE audit_logs ADD COLUMN hash BYTEA;
CREATE UNIQUE INDEX audit_logs_chain ON audit_logs (workspace_id, seq);
CREATE INDEX audit_logs_target ON audit_logs (workspace_id, target_id, at);

-- The end of each chain. Its row is locked by whoever adds a line, so that no two lines follow the same one.
CREATE TABLE audit_heads (
    workspace_id UUID PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL
);

CREATE FUNCTION audit_logs_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- With its workspace it goes: that row is gone by then.
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM workspaces w WHERE w.id = OLD.workspace_id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit log is only appended to';
END $$;
CREATE TRIGGER audit_logs_stay BEFORE UPDATE OR DELETE ON audit_logs
    FOR EACH ROW EXECUTE FUNCTION audit_logs_stay();
CREATE TRIGGER audit_logs_whole BEFORE TRUNCATE ON audit_logs
    FOR EACH STATEMENT EXECUTE FUNCTION audit_logs_stay();
