-- The language of somebody's client, as their platform first told it of their account, and since when
-- they are spoken to in it: what was begun in another before goes on in that.
CREATE TABLE chat_language (
    adapter  TEXT NOT NULL,
    account  TEXT NOT NULL,
    person   TEXT NOT NULL,
    language TEXT NOT NULL,
    since    BIGINT NOT NULL,
    PRIMARY KEY (adapter, account)
);
CREATE INDEX chat_language_person ON chat_language (person, since);
