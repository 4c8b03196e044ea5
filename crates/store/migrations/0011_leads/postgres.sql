-- Leads that no conversation produced, their score, and what each capture added.
ALTER TABLE leads ALTER COLUMN conversation_id DROP NOT NULL;
ALTER TABLE leads ADD COLUMN score BIGINT NOT NULL DEFAULT 0;
ALTER TABLE leads ADD COLUMN score_reasons TEXT NOT NULL DEFAULT '[]';
CREATE UNIQUE INDEX leads_tenant ON leads (workspace_id, id);
CREATE INDEX leads_status ON leads (workspace_id, status, created_at, id);
CREATE INDEX leads_score ON leads (workspace_id, score, id);
-- Of indexes that cost the same, as on a small table, the last one is taken.
DROP INDEX leads_conversation;
CREATE INDEX leads_conversation ON leads (workspace_id, conversation_id);

CREATE TABLE lead_captures (
    id UUID PRIMARY KEY,
    workspace_id UUID NOT NULL,
    lead_id UUID NOT NULL,
    conversation_id UUID,
    source TEXT NOT NULL,
    actor TEXT NOT NULL,
    added TEXT NOT NULL,
    request_key TEXT,
    at BIGINT NOT NULL,
    FOREIGN KEY (workspace_id, lead_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX lead_captures_lead ON lead_captures (workspace_id, lead_id, at);
CREATE INDEX lead_captures_conversation ON lead_captures (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE UNIQUE INDEX lead_captures_request ON lead_captures (workspace_id, request_key) WHERE request_key IS NOT NULL;
