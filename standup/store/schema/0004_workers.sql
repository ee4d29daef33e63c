-- What an adapter must find again on whichever machine it runs next, such as keys.
CREATE TABLE kept (
    adapter TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (adapter, name)
);

-- Which worker carries a lane: each taking is an epoch of its own, and only the last one writes.
CREATE TABLE lane (
    name TEXT PRIMARY KEY,
    worker TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    taken_at BIGINT NOT NULL
);

-- What a message said when it was first attempted, kept while it says something else by now and
-- nobody knows whether that attempt arrived.
ALTER TABLE outbox ADD COLUMN first_content TEXT;
