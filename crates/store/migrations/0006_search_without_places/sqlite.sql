-- The search asks for words and beginnings, never for phrases: where in a message a word is said is not kept any more.
DROP TRIGGER messages_fts_delete;
DROP TABLE messages_fts;
CREATE VIRTUAL TABLE messages_fts USING fts5 (
    tenant, body, content = '', contentless_delete = 1, detail = 'column', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO messages_fts (rowid, tenant, body) SELECT num, hex(workspace_id), body FROM messages ORDER BY num;
CREATE TRIGGER messages_fts_delete AFTER DELETE ON messages BEGIN
    DELETE FROM messages_fts WHERE rowid = old.num;
END;
