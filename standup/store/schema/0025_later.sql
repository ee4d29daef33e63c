-- When a question comes back to somebody who asked for that, and when they said so.
ALTER TABLE check_in ADD COLUMN later_due BIGINT;
ALTER TABLE check_in ADD COLUMN later_said BIGINT;
CREATE INDEX check_in_later ON check_in (later_due) WHERE later_due IS NOT NULL;
