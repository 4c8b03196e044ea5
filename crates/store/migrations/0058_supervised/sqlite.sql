-- Whether an assistant's answers go out by themselves, are held for the team first, or are not made.
ALTER TABLE assistants ADD COLUMN autopilot TEXT NOT NULL DEFAULT '{}';
-- The same for one conversation; null: as its assistant.
ALTER TABLE conversations ADD COLUMN autopilot TEXT;

-- Answers that were finished and are not said yet, with what became of them.
CREATE TABLE held_answers (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    turn_id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    trigger_seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    body TEXT NOT NULL,
    citations TEXT NOT NULL,
    asks TEXT,
    unseen TEXT NOT NULL,
    state TEXT NOT NULL,
    held_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    decided_at INTEGER,
    decided_by_user_id BLOB REFERENCES users (id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX held_answers_one ON held_answers (workspace_id, conversation_id) WHERE state = 'held';
CREATE INDEX held_answers_conversation ON held_answers (workspace_id, conversation_id);
