-- `title`: the message opens a thread of this name.
-- `doubts`: how many attempts ended without an answer, so that nobody knows whether they worked.
ALTER TABLE outbox ADD COLUMN title TEXT;
ALTER TABLE outbox ADD COLUMN doubts INTEGER NOT NULL DEFAULT 0;

-- What is no longer true is looked for before each sending, and in doubt it may have been tried.
DROP INDEX outbox_valid;
CREATE INDEX outbox_valid ON outbox (adapter, valid_until)
    WHERE state IN ('pending', 'held') AND valid_until IS NOT NULL AND message_id IS NULL;

-- Accounts that people tied to themselves with a code, besides those in the configuration.
CREATE TABLE account (
    adapter TEXT NOT NULL,
    account TEXT NOT NULL,
    person TEXT NOT NULL,
    tied_at BIGINT NOT NULL,
    PRIMARY KEY (adapter, account)
);
CREATE INDEX account_person ON account (person);

-- Where people said they want to be written to.
CREATE TABLE preference (
    person TEXT PRIMARY KEY,
    adapter TEXT NOT NULL
);

-- Codes by which a person joins another account, each good for one use; kept as a digest.
CREATE TABLE code (
    digest TEXT PRIMARY KEY,
    person TEXT NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);

-- Wrong codes lately, by account.
CREATE TABLE wrong_code (
    adapter TEXT NOT NULL,
    account TEXT NOT NULL,
    times INTEGER NOT NULL,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (adapter, account)
);
