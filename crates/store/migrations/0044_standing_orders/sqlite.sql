-- What a teammate who handed back wants the assistant to keep to; without an end until it is taken away.
CREATE TABLE standing_orders (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    author_user_id BLOB NOT NULL REFERENCES users (id),
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX standing_orders_conversation ON standing_orders (workspace_id, conversation_id, created_at);
