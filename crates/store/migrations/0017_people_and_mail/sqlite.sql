-- Links for new passwords: only their hashes. Every try to send one makes another; using one ends them all.
CREATE TABLE password_resets (
    token_hash BLOB PRIMARY KEY,
    request_id BLOB NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
);
CREATE INDEX password_resets_user ON password_resets (user_id, expires_at);

-- When a member next gets the daily digest; empty where they do not want it.
ALTER TABLE workspace_users ADD COLUMN digest_next_at INTEGER;
CREATE INDEX workspace_users_digest ON workspace_users (digest_next_at) WHERE digest_next_at IS NOT NULL;

-- What a new workspace has done already.
CREATE TABLE onboarding (
    workspace_id BLOB PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    question_at INTEGER,
    mail_tested_at INTEGER,
    dismissed_at INTEGER
);

