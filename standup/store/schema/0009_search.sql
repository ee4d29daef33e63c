-- What somebody looked for last, so that they can go on: gone after a day.
CREATE TABLE search (
    person TEXT PRIMARY KEY,
    words TEXT NOT NULL,
    beyond BIGINT NOT NULL,
    at BIGINT NOT NULL
);
