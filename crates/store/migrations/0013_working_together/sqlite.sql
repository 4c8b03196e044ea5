-- What teammates write to each other about a conversation.
CREATE TABLE notes (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    author_user_id BLOB NOT NULL REFERENCES users (id),
    body TEXT NOT NULL,
    mentions TEXT NOT NULL,
    client_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX notes_client ON notes (workspace_id, conversation_id, author_user_id, client_id);

-- Answers written once: the team's, or with an owner that teammate's own.
CREATE TABLE canned_replies (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    owner_user_id BLOB REFERENCES users (id) ON DELETE CASCADE,
    shortcut TEXT NOT NULL,
    body TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX canned_replies_shared ON canned_replies (workspace_id, shortcut) WHERE owner_user_id IS NULL;
CREATE UNIQUE INDEX canned_replies_own ON canned_replies (workspace_id, owner_user_id, shortcut)
    WHERE owner_user_id IS NOT NULL;

-- Set while a teammate takes no conversations.
ALTER TABLE workspace_users ADD COLUMN away_at INTEGER;
