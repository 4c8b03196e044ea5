-- What a model wrote of a stretch that the assistant held, for whoever takes over; nothing where it failed.
CREATE TABLE handover_briefs (
    workspace_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    stretch_at BIGINT NOT NULL,
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    written TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
