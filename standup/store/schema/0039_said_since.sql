-- Whether somebody was told something else since they were shown what to say yes to: a yes in words
-- may be to that, so they are shown it again.
ALTER TABLE confirming ADD COLUMN said_since INTEGER NOT NULL DEFAULT 0;
