-- When somebody said of themselves that they are away, so that `undo` can take that back, and what
-- the version of all settings was then: what is read at one instant has an order, too.
ALTER TABLE away ADD COLUMN said_at BIGINT;
ALTER TABLE away ADD COLUMN settings BIGINT NOT NULL DEFAULT 0;
