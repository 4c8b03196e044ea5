-- What visitors say of an answer.
CREATE TABLE ratings (
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    thumb TEXT NOT NULL,
    comment TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id, seq),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);

-- The pages that a visitor was on, the newest few of a conversation.
CREATE TABLE page_views (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    url TEXT NOT NULL,
    title TEXT,
    at INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX page_views_conversation ON page_views (workspace_id, conversation_id, at, id);
