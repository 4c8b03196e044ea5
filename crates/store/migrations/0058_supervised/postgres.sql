-- Whether an assistant's answers go out by themselves, are held for the team first, or are not made.
ALTER TABLE assistants ADD COLUMN autopilot TEXT NOT NULL DEFAULT '{}';
-- The same for one conversation; null: as its assistant.
ALTER TABLE conversations ADD COLUMN autopilot TEXT;

-- Answers that were finished and are not said yet, with what became of them.
CREATE TABLE held_answers (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    turn_id UUID NOT NULL,
    epoch BIGINT NOT NULL,
    trigger_seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    body TEXT NOT NULL,
    citations TEXT NOT NULL,
    asks TEXT,
    unseen TEXT NOT NULL,
    state TEXT NOT NULL,
    held_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    decided_at BIGINT,
    decided_by_user_id UUID REFERENCES users (id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX held_answers_one ON held_answers (workspace_id, conversation_id) WHERE state = 'held';
CREATE INDEX held_answers_conversation ON held_answers (workspace_id, conversation_id);
