-- Check-ins whose plan is to be held against what was settled before, and against others' plans; and
-- which lines of a run's plans are near to one another, by their places in them; and of which lines
-- their author was told something, by a number that stands for what a line says, and from which entry
-- of the learning log.
CREATE TABLE hint_due (
    check_in_id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE hint_told (
    check_in_id BIGINT NOT NULL,
    mark BIGINT NOT NULL,
    entry_id BIGINT NOT NULL,
    PRIMARY KEY (check_in_id, mark)
);
CREATE INDEX hint_told_entry ON hint_told (entry_id);
CREATE TABLE twin (
    run_id BIGINT NOT NULL,
    check_in_id BIGINT NOT NULL,
    line BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    other_line BIGINT NOT NULL,
    PRIMARY KEY (run_id, check_in_id, line, other_id, other_line)
);
