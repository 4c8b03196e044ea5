-- The search index takes up new messages once a commit (`dialect::index_messages`), no longer row by row.
DROP TRIGGER messages_fts_insert;
