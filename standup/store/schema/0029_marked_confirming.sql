-- What would have come of what somebody was shown: where it is something else by the time they say
-- yes, they are shown that first.
ALTER TABLE confirming ADD COLUMN mark TEXT NOT NULL DEFAULT '';
