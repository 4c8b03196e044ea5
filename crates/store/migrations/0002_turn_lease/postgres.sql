-- Until when the process that makes a turn has said that it lives. Empty in turns of older programs.
ALTER TABLE turns ADD COLUMN alive_until BIGINT;
