-- Messages of which it is not sure what they were: what each says now, and the ways it may go, until
-- its author says which. The row goes with that.
CREATE TABLE offer (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    run_id BIGINT NOT NULL,
    message TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    ways TEXT NOT NULL
);
CREATE INDEX offer_person ON offer (person, id);
