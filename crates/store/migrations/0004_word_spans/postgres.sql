-- Words are asked for one span of messages after the other, the newest first: see dialect/matching.rs.
DROP INDEX messages_fts;
CREATE INDEX messages_fts ON messages USING gin (workspace_id, (num >> 16), fts);
