-- The newest request for the baton of a conversation: void once its epoch has moved on.
CREATE TABLE baton_requests (
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    id BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    asker_user_id BLOB NOT NULL REFERENCES users (id),
    holder_user_id BLOB NOT NULL REFERENCES users (id),
    note TEXT,
    asked_at INTEGER NOT NULL,
    lapses_at INTEGER NOT NULL,
    answered_at INTEGER,
    PRIMARY KEY (workspace_id, conversation_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
