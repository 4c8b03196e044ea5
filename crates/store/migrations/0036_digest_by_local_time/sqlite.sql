-- The minute of the day at which a member gets the digest, on the clock of the workspace. Empty where it was chosen before:
-- then it is the one that the next digest comes at.
ALTER TABLE workspace_users ADD COLUMN digest_minute INTEGER;
