-- When its author changed a message last, or took it back.
ALTER TABLE messages ADD COLUMN edited_at INTEGER;
-- What it says now is found, and what it said before is not any more. What is new is taken up once a commit, as before.
CREATE TRIGGER messages_fts_update AFTER UPDATE OF body ON messages BEGIN
    DELETE FROM messages_fts WHERE rowid = old.num;
    INSERT INTO messages_fts (rowid, tenant, body) VALUES (new.num, hex(new.workspace_id), new.body);
END;
