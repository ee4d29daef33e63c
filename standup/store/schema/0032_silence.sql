-- How many runs of a standup somebody has left without a word, one after the other; after how many
-- they were asked whether its rhythm is right; and when they last said what was no answer while a
-- question of it waited. Whoever answers has no row.
CREATE TABLE silence (
    person TEXT NOT NULL,
    standup TEXT NOT NULL,
    runs INTEGER NOT NULL DEFAULT 0,
    asked_after INTEGER,
    heard_at BIGINT,
    PRIMARY KEY (person, standup)
);
