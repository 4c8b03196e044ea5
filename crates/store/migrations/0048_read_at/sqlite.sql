-- When the visitor saw the last message that they saw.
ALTER TABLE conversations ADD COLUMN visitor_read_at INTEGER;
