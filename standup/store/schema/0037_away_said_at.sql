-- When somebody said of themselves that they are away, so that `undo` can take that back.
ALTER TABLE away ADD COLUMN said_at BIGINT;
