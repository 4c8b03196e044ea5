-- When its author changed a message last, or took it back. The index of words follows its column by itself.
ALTER TABLE messages ADD COLUMN edited_at BIGINT;
