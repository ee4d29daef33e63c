-- The learning log: of each report that was shared, what it can be found by. Its number holds its
-- day first, then whether it is an update, then the number of its check-in or update.
CREATE TABLE entry (
    id BIGINT PRIMARY KEY,
    run_id BIGINT NOT NULL REFERENCES run (id),
    standup TEXT NOT NULL,
    person TEXT NOT NULL,
    kind TEXT
);
CREATE INDEX entry_participant ON entry (run_id, person);
CREATE INDEX entry_standup ON entry (standup, id);

CREATE TABLE entry_tag (
    tag TEXT NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES entry (id),
    PRIMARY KEY (tag, entry_id)
);
CREATE INDEX entry_tag_entry ON entry_tag (entry_id);

CREATE TABLE entry_link (
    entry_id BIGINT NOT NULL REFERENCES entry (id),
    number INTEGER NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (entry_id, number)
);

-- The words of each, by its number, and marks of who, what and where.
CREATE VIRTUAL TABLE entry_words USING fts5(
    words, marks, columnsize = 0, tokenize = 'porter unicode61 remove_diacritics 2'
);
