-- One person's check-ins of a run, and what was posted of it, are found without looking at others.
CREATE INDEX check_in_participant ON check_in (run_id, person);
CREATE INDEX post_run ON post (run_id);
