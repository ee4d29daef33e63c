-- Which of what somebody said and what they set came first, where both were read at one instant: as
-- which version of all settings one was set, and what the version was as an answer or update was kept.
ALTER TABLE setting ADD COLUMN said_as BIGINT NOT NULL DEFAULT 0;
ALTER TABLE answer ADD COLUMN settings BIGINT NOT NULL DEFAULT 0;
ALTER TABLE addition ADD COLUMN settings BIGINT NOT NULL DEFAULT 0;
