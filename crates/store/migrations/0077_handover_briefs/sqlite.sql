-- What a model wrote of a stretch that the assistant held, for whoever takes over; nothing where it failed.
CREATE TABLE handover_briefs (
    workspace_id BLOB NOT NULL,
    conversation_id BLOB NOT NULL,
    stretch_at INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    written TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
