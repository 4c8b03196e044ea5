-- How a workspace presents itself: in the console, at the door, in mails.
CREATE TABLE brands (
    workspace_id UUID PRIMARY KEY REFERENCES workspaces (id) ON DELETE CASCADE,
    site_title TEXT,
    accent TEXT,
    mail_footer TEXT,
    logo BYTEA,
    logo_kind TEXT,
    logo_hash TEXT,
    updated_at BIGINT NOT NULL
);

-- What a workspace could not send, for its settings.
CREATE INDEX jobs_of_workspace ON jobs (workspace_id, kind, created_at) WHERE attempts > 0;
