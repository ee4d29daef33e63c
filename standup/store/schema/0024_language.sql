-- The language in which somebody wants to be spoken to, once they said so.
CREATE TABLE language (
    person   TEXT PRIMARY KEY,
    language TEXT NOT NULL
);
