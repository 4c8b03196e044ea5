-- Nothing to do: see sqlite.sql.
SELECT 1;
