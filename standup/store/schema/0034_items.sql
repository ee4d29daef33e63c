-- Lines that live on beyond their run, each by the number that people say. `source` is what it
-- stands in, `place` which line of it; it is its author's until it is given away where it
-- `is_authors`. What comes behind `words` is as its latest news say.
CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    standup TEXT NOT NULL,
    life TEXT NOT NULL,
    source TEXT NOT NULL,
    question TEXT NOT NULL,
    place INTEGER NOT NULL,
    run_id BIGINT,
    author TEXT,
    is_authors INTEGER NOT NULL,
    begun TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    words TEXT NOT NULL,
    owner TEXT,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0,
    belief INTEGER,
    due TEXT,
    origin BIGINT,
    news_at BIGINT NOT NULL,
    asked_at BIGINT,
    asked INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX item_source ON item (source);
CREATE INDEX item_owner ON item (owner, standup, ended, id);
CREATE INDEX item_author ON item (author);
CREATE INDEX item_run ON item (run_id, author);
CREATE INDEX item_standup ON item (standup, ended, id);
CREATE INDEX item_state ON item (standup, life, state, id) WHERE ended = 0 AND words <> '';
CREATE INDEX item_settled ON item (standup, since) WHERE ended = 1;
CREATE INDEX item_origin ON item (origin) WHERE origin IS NOT NULL;

-- What was said of each, and where: its logbook. A `kind` other than words sets what it says.
-- `settings` is the version of all settings as it was said.
CREATE TABLE item_news (
    id INTEGER PRIMARY KEY,
    item_id BIGINT NOT NULL REFERENCES item (id),
    source TEXT NOT NULL,
    part TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    ends INTEGER NOT NULL DEFAULT 0,
    person TEXT,
    text TEXT NOT NULL,
    run_id BIGINT,
    said_at BIGINT NOT NULL,
    settings BIGINT NOT NULL DEFAULT 0,
    UNIQUE (item_id, source, part, kind)
);
CREATE INDEX item_news_source ON item_news (source);
CREATE INDEX item_news_person ON item_news (person, said_at);
CREATE INDEX item_news_owner ON item_news (value) WHERE kind = 'owner';
CREATE INDEX item_news_run ON item_news (run_id, person);
CREATE INDEX item_news_alone ON item_news (run_id, said_at) WHERE run_id IS NULL AND text <> '';

-- What became of items while no run was open, until its words are kept no longer.
CREATE INDEX post_of_no_run ON post (kind, run_id) WHERE kind = 'item' AND run_id IS NULL;

CREATE INDEX run_open_of ON run (standup, closes_at) WHERE closed_at IS NULL;
