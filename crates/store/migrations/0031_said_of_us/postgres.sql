-- What visitors say of an answer.
CREATE TABLE ratings (
    workspace_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    thumb TEXT NOT NULL,
    comment TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id, seq),
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);

-- The pages that a visitor was on, the newest few of a conversation.
CREATE TABLE page_views (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL,
    conversation_id UUID NOT NULL,
    url TEXT NOT NULL,
    title TEXT,
    at BIGINT NOT NULL,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX page_views_conversation ON page_views (workspace_id, conversation_id, at, id);
