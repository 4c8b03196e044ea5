-- Whom a job speaks of in its own words, a conversation or a contact: what is erased takes it with it.
ALTER TABLE jobs ADD COLUMN about UUID;
CREATE INDEX jobs_about ON jobs (workspace_id, about) WHERE about IS NOT NULL;

-- What the stream tells of somebody beside their conversations.
CREATE INDEX events_of_people ON events (workspace_id, seq)
    WHERE conversation_id IS NULL AND type IN ('contact.updated', 'lead.captured', 'lead.updated');

-- What a page counted, and said of it, in a conversation that is no more: emptied when that goes.
CREATE INDEX analytics_events_left ON analytics_events (workspace_id) WHERE conversation_id IS NULL AND data <> '';

CREATE INDEX leads_contact ON leads (workspace_id, contact_id);
-- Of indexes that cost the same, as on a small table, the last one is taken.
DROP INDEX leads_conversation;
CREATE INDEX leads_conversation ON leads (workspace_id, conversation_id);
