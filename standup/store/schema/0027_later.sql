-- When a question comes back to somebody who asked for that, and when they said so.
ALTER TABLE check_in ADD COLUMN later_due BIGINT;
ALTER TABLE check_in ADD COLUMN later_said BIGINT;
CREATE INDEX check_in_later ON check_in (later_due) WHERE later_due IS NOT NULL;

-- What was said of a standup, also what holds no more: for whoever asks why they were not asked then.
CREATE INDEX setting_was ON setting (standup, ended_at) WHERE person IS NULL AND ended_at IS NOT NULL;
