-- What a teammate wrote to be said at a time.
CREATE TABLE scheduled_replies (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    author_user_id BLOB NOT NULL REFERENCES users (id),
    client_id TEXT NOT NULL,
    body TEXT NOT NULL,
    then_do TEXT,
    after_seq INTEGER NOT NULL,
    state TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX scheduled_replies_client ON scheduled_replies (workspace_id, conversation_id, client_id);
