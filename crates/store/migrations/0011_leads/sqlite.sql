-- Leads that no conversation produced, their score, and what each capture added.
CREATE TABLE leads_next (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    assistant_id BLOB NOT NULL,
    conversation_id BLOB,
    contact_id BLOB NOT NULL,
    name TEXT,
    email TEXT,
    phone TEXT,
    wants TEXT,
    fields TEXT NOT NULL,
    status TEXT NOT NULL,
    source TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    score INTEGER NOT NULL DEFAULT 0,
    score_reasons TEXT NOT NULL DEFAULT '[]',
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, assistant_id) REFERENCES assistants (workspace_id, id) ON DELETE CASCADE
);
INSERT INTO leads_next (id, workspace_id, assistant_id, conversation_id, contact_id, name, email, phone, wants, fields,
    status, source, created_at, updated_at)
    SELECT id, workspace_id, assistant_id, conversation_id, contact_id, name, email, phone, wants, fields,
        status, source, created_at, updated_at FROM leads;
DROP TABLE leads;
ALTER TABLE leads_next RENAME TO leads;
CREATE UNIQUE INDEX leads_email ON leads (workspace_id, assistant_id, email) WHERE email IS NOT NULL;
CREATE INDEX leads_recent ON leads (workspace_id, created_at, id);
CREATE INDEX leads_conversation ON leads (workspace_id, conversation_id);
CREATE UNIQUE INDEX leads_tenant ON leads (workspace_id, id);
CREATE INDEX leads_status ON leads (workspace_id, status, created_at, id);
CREATE INDEX leads_score ON leads (workspace_id, score, id);

CREATE TABLE lead_captures (
    id BLOB PRIMARY KEY,
    workspace_id BLOB NOT NULL,
    lead_id BLOB NOT NULL,
    conversation_id BLOB,
    source TEXT NOT NULL,
    actor TEXT NOT NULL,
    added TEXT NOT NULL,
    request_key TEXT,
    at INTEGER NOT NULL,
    FOREIGN KEY (workspace_id, lead_id) REFERENCES leads (workspace_id, id) ON DELETE CASCADE,
    FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX lead_captures_lead ON lead_captures (workspace_id, lead_id, at);
CREATE INDEX lead_captures_conversation ON lead_captures (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;
CREATE UNIQUE INDEX lead_captures_request ON lead_captures (workspace_id, request_key) WHERE request_key IS NOT NULL;
