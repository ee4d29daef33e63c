-- What somebody wishes to be told that takes some work: it is done apart from all else, one wish of a
-- person after the other, and the row goes with the promise of the reply. `tries` says how often it
-- was begun, `version` is another one whenever somebody's words were deleted meanwhile.
CREATE TABLE wish (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    person TEXT NOT NULL,
    adapter TEXT NOT NULL,
    account TEXT NOT NULL,
    place TEXT,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    wished_at BIGINT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX wish_person ON wish (person, id);
