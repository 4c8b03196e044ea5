-- The newest request for the baton of a conversation: void once its epoch has moved on.
CREATE TABLE baton_requests (
    workspace_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    id UUID NOT NULL,
    epoch BIGINT NOT NULL,
    asker_user_id UUID NOT NULL REFERENCES users (id),
    holder_user_id UUID NOT NULL REFERENCES users (id),
    note TEXT,
    asked_at BIGINT NOT NULL,
    lapses_at BIGINT NOT NULL,
    answered_at BIGINT,
    PRIMARY KEY (workspace_id, conversation_id),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
