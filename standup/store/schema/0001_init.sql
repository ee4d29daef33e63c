-- Instants are milliseconds since 1970 in UTC; days are ISO dates; lists are JSON.

CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- The next opening of each round of each standup in each zone in use.
CREATE TABLE schedule (
    standup TEXT NOT NULL,
    round TEXT NOT NULL,
    zone TEXT NOT NULL,
    day TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (standup, round, zone)
);
CREATE INDEX schedule_due ON schedule (due_at);

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    standup TEXT NOT NULL,
    day TEXT NOT NULL,
    definition TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    closed_at BIGINT,
    UNIQUE (standup, day)
);
CREATE INDEX run_closes ON run (closes_at) WHERE closed_at IS NULL;

-- Who takes part in a run, frozen when it opens.
CREATE TABLE participant (
    run_id BIGINT NOT NULL REFERENCES run (id),
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    skipped INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (run_id, person)
);

-- `live`: it may still take words, because it or its run is open.
-- `remind_due`, `deadline_due`: moments that are still to be settled.
-- `asked_at`: when the platform confirmed its first question.
CREATE TABLE check_in (
    id INTEGER PRIMARY KEY,
    run_id BIGINT NOT NULL REFERENCES run (id),
    round TEXT NOT NULL,
    person TEXT NOT NULL,
    zone TEXT NOT NULL,
    state TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    shown TEXT NOT NULL DEFAULT '{}',
    posted INTEGER NOT NULL DEFAULT 0,
    live INTEGER NOT NULL DEFAULT 1,
    opened_at BIGINT NOT NULL,
    deadline_at BIGINT NOT NULL,
    remind_due BIGINT,
    deadline_due BIGINT,
    asked_at BIGINT,
    UNIQUE (run_id, round, person)
);
CREATE UNIQUE INDEX check_in_asking ON check_in (person) WHERE state = 'asking';
CREATE INDEX check_in_live ON check_in (person) WHERE live = 1;
CREATE INDEX check_in_remind ON check_in (remind_due) WHERE remind_due IS NOT NULL;
CREATE INDEX check_in_deadline ON check_in (deadline_due) WHERE deadline_due IS NOT NULL;

-- What one message said to one question.
CREATE TABLE answer (
    id INTEGER PRIMARY KEY,
    check_in_id BIGINT NOT NULL REFERENCES check_in (id),
    question TEXT NOT NULL,
    message TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    said_at BIGINT NOT NULL
);
CREATE INDEX answer_check_in ON answer (check_in_id);

-- What a participant added between the rounds of an open run.
CREATE TABLE addition (
    id INTEGER PRIMARY KEY,
    run_id BIGINT NOT NULL REFERENCES run (id),
    person TEXT NOT NULL,
    message TEXT NOT NULL UNIQUE,
    text TEXT NOT NULL,
    said_at BIGINT NOT NULL
);
CREATE INDEX addition_run ON addition (run_id);

-- Earlier wordings of answers and additions.
CREATE TABLE wording (
    id INTEGER PRIMARY KEY,
    check_in_id BIGINT REFERENCES check_in (id),
    addition_id BIGINT REFERENCES addition (id),
    question TEXT,
    message TEXT NOT NULL,
    text TEXT NOT NULL,
    replaced_at BIGINT NOT NULL
);
CREATE INDEX wording_message ON wording (message);
CREATE INDEX wording_check_in ON wording (check_in_id);

CREATE TABLE away (
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL
);
CREATE INDEX away_person ON away (person, last_day);

-- Openings that nobody was asked in, and why.
CREATE TABLE missed (
    standup TEXT NOT NULL,
    day TEXT NOT NULL,
    round TEXT NOT NULL,
    zone TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    settled_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (standup, day, round, zone)
);

-- Platform events that were taken; one that failed keeps what it said until it is settled.
CREATE TABLE inbound (
    adapter TEXT NOT NULL,
    id TEXT NOT NULL,
    taken_at BIGINT NOT NULL,
    failed TEXT,
    PRIMARY KEY (adapter, id)
);

CREATE TABLE position (
    adapter TEXT PRIMARY KEY,
    cursor TEXT NOT NULL
);

-- Accounts that cannot be written to now, and why; an empty reason: since when one can be again.
CREATE TABLE unreachable (
    adapter TEXT NOT NULL,
    account TEXT NOT NULL,
    reason TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (adapter, account)
);

-- What stands in broadcast channels is composed from the truth whenever it changed.
CREATE TABLE post (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    run_id BIGINT REFERENCES run (id),
    wanted INTEGER NOT NULL DEFAULT 1,
    composed INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, subject)
);
CREATE INDEX post_stale ON post (id) WHERE wanted > composed;

-- Messages that were promised: each row is one message and what it is to say now.
-- `first_attempt_at` is set once, before the first request that might have worked.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    adapter TEXT NOT NULL,
    account TEXT,
    place TEXT,
    destination TEXT NOT NULL,
    thread TEXT,
    check_in_id BIGINT,
    content TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    sent_version INTEGER NOT NULL DEFAULT 0,
    first_version INTEGER,
    state TEXT NOT NULL DEFAULT 'pending',
    reason TEXT,
    urgency INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    valid_until BIGINT,
    first_attempt_at BIGINT,
    attempts INTEGER NOT NULL DEFAULT 0,
    message_id TEXT,
    sent_place TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX outbox_pending ON outbox (adapter, urgency, due_at, id) WHERE state = 'pending';
CREATE INDEX outbox_check_in ON outbox (check_in_id) WHERE check_in_id IS NOT NULL;
CREATE INDEX outbox_destination ON outbox (adapter, destination, id) WHERE state = 'pending';
CREATE INDEX outbox_held ON outbox (adapter, account) WHERE state = 'held';
CREATE INDEX outbox_valid ON outbox (adapter, valid_until)
    WHERE state IN ('pending', 'held') AND valid_until IS NOT NULL AND first_attempt_at IS NULL;
