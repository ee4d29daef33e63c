-- What people said about the configuration, by whom or what it is for. `replaces` is the one that
-- held before it, and holds again where it is undone.
CREATE TABLE setting (
    id INTEGER PRIMARY KEY,
    person TEXT,
    standup TEXT,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    words TEXT NOT NULL,
    said_by TEXT,
    via TEXT NOT NULL,
    said_at BIGINT NOT NULL,
    replaces BIGINT,
    ended_at BIGINT
);
CREATE INDEX setting_person ON setting (person);
CREATE INDEX setting_standup ON setting (standup) WHERE person IS NULL AND ended_at IS NULL;
CREATE INDEX setting_by ON setting (said_by);
CREATE INDEX setting_ended ON setting (ended_at) WHERE ended_at IS NOT NULL;

-- Who steered a standup: the command and its words, never an answer's.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    standup TEXT NOT NULL,
    action TEXT NOT NULL,
    words TEXT NOT NULL,
    effect TEXT NOT NULL,
    said_by TEXT,
    via TEXT NOT NULL,
    at BIGINT NOT NULL,
    setting_id BIGINT,
    undone_by TEXT,
    undone_at BIGINT
);
CREATE INDEX change_standup ON change (standup, id);
CREATE INDEX change_by ON change (said_by);
CREATE INDEX change_undone ON change (undone_by) WHERE undone_by IS NOT NULL;
CREATE INDEX change_setting ON change (setting_id) WHERE setting_id IS NOT NULL;

-- What somebody was shown before it touches others, until they say yes.
CREATE TABLE confirming (
    person TEXT PRIMARY KEY,
    standup TEXT NOT NULL,
    action TEXT NOT NULL,
    words TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);
