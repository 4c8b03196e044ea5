-- Alerts until somebody acknowledges them, whom they reached how, and the browsers that take pushes.
CREATE TABLE alerts (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    lead_id UUID,
    conversation_id UUID,
    raised_by_user_id UUID REFERENCES users (id) ON DELETE SET NULL,
    acknowledged_at BIGINT,
    acknowledged_by_user_id UUID REFERENCES users (id) ON DELETE SET NULL,
    acknowledged_how TEXT,
    closed_at BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (workspace_id, id),
    FOREIGN KEY (workspace_id, lead_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX alerts_recent ON alerts (workspace_id, created_at, id);
CREATE INDEX alerts_lead ON alerts (workspace_id, lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX alerts_conversation ON alerts (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX alerts_open ON alerts (workspace_id, conversation_id) WHERE acknowledged_at IS NULL AND closed_at IS NULL;

-- One row for each step of each person, in their order: a step is never taken twice.
CREATE TABLE alert_steps (
    workspace_id UUID NOT NULL,
    alert_id UUID NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    step TEXT NOT NULL,
    position BIGINT NOT NULL,
    done BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, alert_id, user_id, step),
    FOREIGN KEY (workspace_id, alert_id) REFERENCES alerts (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX alert_steps_user ON alert_steps (workspace_id, user_id, at);

CREATE TABLE alert_wishes (
    workspace_id UUID NOT NULL,
    user_id UUID NOT NULL,
    kind TEXT NOT NULL,
    toast BOOLEAN NOT NULL,
    sound BOOLEAN NOT NULL,
    push BOOLEAN NOT NULL,
    mail BOOLEAN NOT NULL,
    PRIMARY KEY (workspace_id, user_id, kind),
    FOREIGN KEY (workspace_id, user_id) REFERENCES workspace_users (workspace_id, user_id) ON DELETE CASCADE
);

CREATE TABLE alert_plans (
    workspace_id UUID PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    sound_after_s BIGINT NOT NULL,
    push_after_s BIGINT NOT NULL,
    mail_after_s BIGINT NOT NULL,
    next_after_s BIGINT NOT NULL
);

-- Up to when somebody has seen the notices of a workspace, and when a console of theirs was open last.
ALTER TABLE workspace_users ADD COLUMN notices_seen_at BIGINT;
ALTER TABLE workspace_users ADD COLUMN console_seen_at BIGINT;

-- A push subscription ends with the session that made it.
CREATE TABLE push_subscriptions (
    id UUID PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    session_id UUID NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    endpoint TEXT NOT NULL UNIQUE,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX push_subscriptions_user ON push_subscriptions (user_id);
CREATE INDEX push_subscriptions_session ON push_subscriptions (session_id);

-- What the feed asks for.
CREATE INDEX events_feed ON events (workspace_id, seq) WHERE type IN ('lead.captured', 'conversation.escalated');
