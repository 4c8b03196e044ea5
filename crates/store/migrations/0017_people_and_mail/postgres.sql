-- Links for new passwords: only their hashes. Every try to send one makes another; using one ends them all.
CREATE TABLE password_resets (
    token_hash BYTEA PRIMARY KEY,
    request_id UUID NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);
CREATE INDEX password_resets_user ON password_resets (user_id, expires_at);

-- When a member next gets the daily digest; empty where they do not want it.
ALTER TABLE workspace_users ADD COLUMN digest_next_at BIGINT;
CREATE INDEX workspace_users_digest ON workspace_users (digest_next_at) WHERE digest_next_at IS NOT NULL;

-- What a new workspace has done already.
CREATE TABLE onboarding (
    workspace_id UUID PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    question_at BIGINT,
    mail_tested_at BIGINT,
    dismissed_at BIGINT
);

