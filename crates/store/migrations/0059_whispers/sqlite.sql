-- What a teammate tells the assistant in private, to be carried out in its next answer on this epoch.
CREATE TABLE whispers (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    author_user_id BLOB NOT NULL REFERENCES users (id),
    body TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    turn_id BLOB,
    created_at INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX whispers_waiting ON whispers (workspace_id, conversation_id) WHERE turn_id IS NULL;
CREATE INDEX whispers_conversation ON whispers (workspace_id, conversation_id);

-- How much a conversation that the assistant holds needs a person, and why, by codes with commas between them.
ALTER TABLE conversations ADD COLUMN need INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN need_signs TEXT NOT NULL DEFAULT '';
CREATE INDEX conversations_need ON conversations (workspace_id, need, id) WHERE need > 0;
