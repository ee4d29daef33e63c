-- What stays of somebody's run when its words are deleted, as JSON; NULL while they are not.
ALTER TABLE participant ADD COLUMN figures TEXT;
CREATE INDEX participant_words ON participant (run_id) WHERE figures IS NULL;

-- Who asked to be forgotten, and until when they may confirm it.
CREATE TABLE farewell (
    person TEXT PRIMARY KEY,
    until BIGINT NOT NULL
);

-- Who was forgotten while a run was open and is asked nothing more in it; gone when it closes.
CREATE TABLE leaver (
    run_id BIGINT NOT NULL REFERENCES run (id),
    person TEXT NOT NULL,
    PRIMARY KEY (run_id, person)
);
