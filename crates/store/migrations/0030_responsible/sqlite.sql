-- What somebody is responsible for is listed in order.
DROP INDEX conversations_assigned;
CREATE INDEX conversations_assigned ON conversations (workspace_id, assigned_user_id, last_activity_at, id)
    WHERE assigned_user_id IS NOT NULL;

-- Notes are found by their words. `fts` numbers them.
ALTER TABLE notes ADD COLUMN fts INTEGER;
CREATE UNIQUE INDEX notes_fts_number ON notes (fts) WHERE fts IS NOT NULL;
CREATE VIRTUAL TABLE notes_fts USING fts5 (
    tenant, body, content = '', contentless_delete = 1, detail = 'column', tokenize = 'unicode61 remove_diacritics 2'
);
UPDATE notes SET fts = rowid;
INSERT INTO notes_fts (rowid, tenant, body) SELECT fts, hex(workspace_id), body FROM notes;
CREATE TRIGGER notes_fts_insert AFTER INSERT ON notes BEGIN
    UPDATE notes SET fts = (SELECT coalesce(max(fts), 0) + 1 FROM notes WHERE fts IS NOT NULL) WHERE id = new.id;
    INSERT INTO notes_fts (rowid, tenant, body) SELECT fts, hex(workspace_id), body FROM notes WHERE id = new.id;
END;
CREATE TRIGGER notes_fts_delete AFTER DELETE ON notes BEGIN
    DELETE FROM notes_fts WHERE rowid = old.fts;
END;

-- An alert may be one person's own: that they were mentioned, or made responsible.
ALTER TABLE alerts ADD COLUMN for_user_id BLOB REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE alerts ADD COLUMN note_id BLOB;
CREATE INDEX alerts_personal ON alerts (workspace_id, for_user_id, created_at, id) WHERE for_user_id IS NOT NULL;
