-- How an assistant speaks and where its widget stands, whether its form comes first, and the hours of its own team.
ALTER TABLE assistants ADD COLUMN tagline TEXT NOT NULL DEFAULT '';
ALTER TABLE assistants ADD COLUMN tone TEXT NOT NULL DEFAULT 'warm';
ALTER TABLE assistants ADD COLUMN side TEXT NOT NULL DEFAULT 'end';
ALTER TABLE assistants ADD COLUMN form_first BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE assistants ADD COLUMN hours TEXT;

-- The behaviour rule that led to a lead, and which of its actions.
ALTER TABLE leads ADD COLUMN rule_id BLOB;
ALTER TABLE leads ADD COLUMN rule_variant INTEGER;
CREATE INDEX leads_rule ON leads (workspace_id, assistant_id, created_at) WHERE rule_id IS NOT NULL;

-- Whether the team was told by mail as the alert was raised: nobody is told twice.
ALTER TABLE alerts ADD COLUMN is_mailed BOOLEAN NOT NULL DEFAULT FALSE;
