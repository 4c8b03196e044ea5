-- Nothing to do: its index of words has each word's messages in their order. See postgres.sql.
SELECT 1;
