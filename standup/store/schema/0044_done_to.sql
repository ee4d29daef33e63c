-- Everything that each did lately and that no setting and no words tell of, each with what it was
-- done to: `undo` may take back what is open still. It reaches back for minutes: none is kept.
DROP TABLE lasting;
CREATE TABLE lasting (
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    words TEXT NOT NULL,
    subject TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    settings BIGINT NOT NULL
);
CREATE INDEX lasting_person ON lasting (person, done_at);
CREATE INDEX lasting_done ON lasting (done_at);
