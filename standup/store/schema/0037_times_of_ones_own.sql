-- Whoever chose a time of their own is asked at that: "plan=615", in minutes from midnight.
ALTER TABLE schedule RENAME TO schedule_before;
DROP INDEX schedule_due;
CREATE TABLE schedule (
    standup TEXT NOT NULL,
    round TEXT NOT NULL,
    zone TEXT NOT NULL,
    times TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (standup, round, zone, times)
);
CREATE INDEX schedule_due ON schedule (due_at);
INSERT INTO schedule (standup, round, zone, day, due_at)
    SELECT standup, round, zone, day, due_at FROM schedule_before;
DROP TABLE schedule_before;

ALTER TABLE missed RENAME TO missed_before;
CREATE TABLE missed (
    standup TEXT NOT NULL,
    day TEXT NOT NULL,
    round TEXT NOT NULL,
    zone TEXT NOT NULL,
    times TEXT NOT NULL DEFAULT '',
    due_at BIGINT NOT NULL,
    settled_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (standup, day, round, zone, times)
);
INSERT INTO missed (standup, day, round, zone, due_at, settled_at, reason)
    SELECT standup, day, round, zone, due_at, settled_at, reason FROM missed_before;
DROP TABLE missed_before;
