-- Assistants have a draft and numbered versions; what they do by themselves; where their widget was seen.
-- Assistants that are there already go on as they did: they ask for no details of their own accord.
ALTER TABLE assistants ADD COLUMN avatar_id UUID;
ALTER TABLE assistants ADD COLUMN guardrails TEXT NOT NULL DEFAULT '{}';
ALTER TABLE assistants ADD COLUMN lead_prompt TEXT NOT NULL DEFAULT '{"mode":"off","turns":3}';
ALTER TABLE assistants ADD COLUMN handover TEXT NOT NULL DEFAULT '{}';
ALTER TABLE assistants ADD COLUMN theme TEXT NOT NULL DEFAULT 'system';
ALTER TABLE assistants ADD COLUMN rules TEXT NOT NULL DEFAULT '[]';
-- The row holds what is published; `version` is its number, and `draft` all settings as they would be next.
ALTER TABLE assistants ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE assistants ADD COLUMN draft TEXT;
ALTER TABLE assistants ADD COLUMN draft_at BIGINT;
ALTER TABLE assistants ADD COLUMN draft_by TEXT;
ALTER TABLE assistants ADD COLUMN archived_at BIGINT;
ALTER TABLE assistants ADD COLUMN deleted_at BIGINT;

-- Never changed, only added. The first one is written when the second is.
CREATE TABLE assistant_versions (
    workspace_id UUID NOT NULL,
    assistant_id UUID NOT NULL,
    number BIGINT NOT NULL,
    settings TEXT NOT NULL,
    note TEXT NOT NULL,
    published_by TEXT,
    published_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, assistant_id, number),
    FOREIGN KEY (workspace_id, assistant_id) REFERENCES assistants (workspace_id, id) ON DELETE CASCADE
);

CREATE TABLE assistant_origins (
    workspace_id UUID NOT NULL,
    assistant_id UUID NOT NULL,
    origin TEXT NOT NULL,
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, assistant_id, origin),
    FOREIGN KEY (workspace_id, assistant_id) REFERENCES assistants (workspace_id, id) ON DELETE CASCADE
);

-- An id under which a browser loads the widget with the draft, for a while.
CREATE TABLE assistant_previews (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL,
    assistant_id UUID NOT NULL,
    expires_at BIGINT NOT NULL,
    FOREIGN KEY (workspace_id, assistant_id) REFERENCES assistants (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX assistant_previews_expiry ON assistant_previews (expires_at);
CREATE INDEX assistant_previews_assistant ON assistant_previews (workspace_id, assistant_id);

CREATE TABLE assistant_avatars (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    content_type TEXT NOT NULL,
    content BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX assistant_avatars_workspace ON assistant_avatars (workspace_id);

-- How often a rule was shown, clicked, and led to a lead, on a day (days since 1970).
CREATE TABLE rule_counts (
    workspace_id UUID NOT NULL,
    assistant_id UUID NOT NULL,
    rule_id UUID NOT NULL,
    variant BIGINT NOT NULL,
    day BIGINT NOT NULL,
    shown BIGINT NOT NULL,
    clicked BIGINT NOT NULL,
    led BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, assistant_id, rule_id, variant, day),
    FOREIGN KEY (workspace_id, assistant_id) REFERENCES assistants (workspace_id, id) ON DELETE CASCADE
);
