-- What a teammate who handed back wants the assistant to keep to; without an end until it is taken away.
CREATE TABLE standing_orders (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    author_user_id UUID NOT NULL REFERENCES users (id),
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX standing_orders_conversation ON standing_orders (workspace_id, conversation_id, created_at);
