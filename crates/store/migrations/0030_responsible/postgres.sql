-- What somebody is responsible for is listed in order.
DROP INDEX conversations_assigned;
CREATE INDEX conversations_assigned ON conversations (workspace_id, assigned_user_id, last_activity_at, id)
    WHERE assigned_user_id IS NOT NULL;

-- Notes are found by their words.
ALTER TABLE notes ADD COLUMN fts tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED;
CREATE INDEX notes_fts ON notes USING gin (workspace_id, fts);

-- An alert may be one person's own: that they were mentioned, or made responsible.
ALTER TABLE alerts ADD COLUMN for_user_id UUID REFERENCES users (id) ON DELETE CASCADE;
ALTER TABLE alerts ADD COLUMN note_id UUID;
CREATE INDEX alerts_personal ON alerts (workspace_id, for_user_id, created_at, id) WHERE for_user_id IS NOT NULL;
