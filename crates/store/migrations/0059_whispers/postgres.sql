-- What a teammate tells the assistant in private, to be carried out in its next answer on this epoch.
CREATE TABLE whispers (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    author_user_id UUID NOT NULL REFERENCES users (id),
    body TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    turn_id UUID,
    created_at BIGINT NOT NULL,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX whispers_waiting ON whispers (workspace_id, conversation_id) WHERE turn_id IS NULL;
CREATE INDEX whispers_conversation ON whispers (workspace_id, conversation_id);

-- How much a conversation that the assistant holds needs a person, and why, by codes with commas between them.
ALTER TABLE conversations ADD COLUMN need BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN need_signs TEXT NOT NULL DEFAULT '';
CREATE INDEX conversations_need ON conversations (workspace_id, need, id) WHERE need > 0;
