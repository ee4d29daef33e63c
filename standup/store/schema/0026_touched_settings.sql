-- In which state of all settings each was changed last, so that whoever knows an earlier state
-- reads what has changed since and nothing else.
ALTER TABLE setting ADD COLUMN touched BIGINT NOT NULL DEFAULT 0;
CREATE INDEX setting_touched ON setting (touched);
