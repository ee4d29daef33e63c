-- What was said of items in a message before an edit of it, a line each as it was in the logbook, so
-- that it holds again where that edit is taken back.
CREATE TABLE item_wording (
    id INTEGER PRIMARY KEY,
    edit TEXT NOT NULL,
    item_id BIGINT NOT NULL,
    source TEXT NOT NULL,
    part TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    ends INTEGER NOT NULL,
    person TEXT NOT NULL,
    text TEXT NOT NULL,
    said_at BIGINT NOT NULL
);
CREATE INDEX item_wording_edit ON item_wording (edit);
CREATE INDEX item_wording_source ON item_wording (source);
CREATE INDEX item_wording_person ON item_wording (person);
CREATE INDEX item_wording_owner ON item_wording (value) WHERE kind = 'owner';
CREATE INDEX item_wording_said ON item_wording (said_at);
