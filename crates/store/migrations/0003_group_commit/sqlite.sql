-- What a message costs: fewer indexes change with it, and the search takes up new messages once a commit
-- (`dialect::index_messages`), no longer row by row.
DROP TRIGGER messages_fts_insert;

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

-- Parts of names and addresses, found by three letters at a time. `fts` numbers who has any, those changed last highest.
ALTER TABLE contacts ADD COLUMN fts INTEGER;
CREATE UNIQUE INDEX contacts_fts_number ON contacts (fts) WHERE fts IS NOT NULL;
CREATE VIRTUAL TABLE contacts_fts USING fts5 (
    tenant, words, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
UPDATE contacts SET fts = rowid WHERE name IS NOT NULL OR email IS NOT NULL;
-- The end of the workspace's id is enough to look at few of others; the contact itself tells whose it is.
INSERT INTO contacts_fts (rowid, tenant, words)
    SELECT fts, substr(hex(workspace_id), -6), coalesce(name, '') || char(10) || coalesce(email, '')
    FROM contacts WHERE fts IS NOT NULL;
CREATE TRIGGER contacts_fts_insert AFTER INSERT ON contacts WHEN new.name IS NOT NULL OR new.email IS NOT NULL BEGIN
    UPDATE contacts SET fts = (SELECT coalesce(max(fts), 0) + 1 FROM contacts WHERE fts IS NOT NULL) WHERE id = new.id;
    INSERT INTO contacts_fts (rowid, tenant, words)
        SELECT fts, substr(hex(workspace_id), -6), coalesce(name, '') || char(10) || coalesce(email, '')
        FROM contacts WHERE id = new.id;
END;
CREATE TRIGGER contacts_fts_update AFTER UPDATE OF name, email ON contacts BEGIN
    DELETE FROM contacts_fts WHERE rowid = old.fts;
    UPDATE contacts SET fts = (SELECT coalesce(max(fts), 0) + 1 FROM contacts WHERE fts IS NOT NULL) WHERE id = new.id;
    INSERT INTO contacts_fts (rowid, tenant, words)
        SELECT fts, substr(hex(workspace_id), -6), coalesce(name, '') || char(10) || coalesce(email, '')
        FROM contacts WHERE id = new.id;
END;
CREATE TRIGGER contacts_fts_delete AFTER DELETE ON contacts WHEN old.fts IS NOT NULL BEGIN
    DELETE FROM contacts_fts WHERE rowid = old.fts;
END;
