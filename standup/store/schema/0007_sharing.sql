-- Who said that their reports may be published, or may not; an empty day stands for all of them.
CREATE TABLE consent (
    person TEXT NOT NULL,
    day TEXT NOT NULL,
    agreed INTEGER NOT NULL,
    said_at BIGINT NOT NULL,
    PRIMARY KEY (person, day)
);

-- Who was told, and since which day, that what they share in a standup is published unless they say
-- otherwise.
CREATE TABLE consent_told (
    person TEXT NOT NULL,
    standup TEXT NOT NULL,
    day TEXT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (person, standup)
);

-- What a model wrote of a run (`period` is its day) or of a month, or is still to write.
-- `state`: wanted, asked (before it is asked, so that nobody asks twice), written, failed.
CREATE TABLE summary (
    standup TEXT NOT NULL,
    period TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'wanted',
    model TEXT NOT NULL DEFAULT '',
    statements TEXT NOT NULL DEFAULT '[]',
    left_out INTEGER NOT NULL DEFAULT 0,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (standup, period)
);
CREATE INDEX summary_open ON summary (changed_at) WHERE state IN ('wanted', 'asked');
