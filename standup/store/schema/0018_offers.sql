-- What somebody wrote that was not posted unasked, until they say that it was meant: as an update of
-- a run, or as the answer to a question of a check-in. Its text goes once it is taken.
CREATE TABLE offer (
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    message TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    run_id BIGINT NOT NULL,
    check_in_id BIGINT,
    question TEXT,
    said_at BIGINT NOT NULL,
    taken_at BIGINT
);
CREATE INDEX offer_person ON offer (person, id);
CREATE INDEX offer_said ON offer (said_at);
