-- The languages in which an assistant answers; none: whatever it can.
ALTER TABLE assistants ADD COLUMN languages TEXT NOT NULL DEFAULT '[]';
