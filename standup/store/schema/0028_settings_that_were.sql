-- What was said of a standup, also what holds no more: for whoever asks why they were not asked then.
CREATE INDEX setting_was ON setting (standup, ended_at) WHERE person IS NULL AND ended_at IS NOT NULL;
