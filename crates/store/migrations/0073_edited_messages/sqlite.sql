-- When its author changed a message last, or took it back.
ALTER TABLE messages ADD COLUMN edited_at INTEGER;
-- What it says now is found, and what it said before is not any more. What is so new that it has not been taken up yet is taken
-- up with the commit, as it reads then: put in here it would be the highest number, and lower ones of the same commit left out.
CREATE TRIGGER messages_fts_update AFTER UPDATE OF body ON messages BEGIN
    UPDATE messages_fts SET tenant = hex(new.workspace_id), body = new.body WHERE rowid = old.num;
END;
