-- What people measured for their team, of each check-in and question: a figure of the team, which
-- stays where the words around it go. `value` is a decimal number, `posted` whether it stood in a
-- channel.
CREATE TABLE metric (
    check_in_id BIGINT NOT NULL REFERENCES check_in (id),
    standup TEXT NOT NULL,
    day TEXT NOT NULL,
    round TEXT NOT NULL,
    question TEXT NOT NULL,
    unit TEXT NOT NULL,
    value TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    posted INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (check_in_id, question)
);
CREATE INDEX metric_series ON metric (standup, round, question, unit, day, said_at, check_in_id);
