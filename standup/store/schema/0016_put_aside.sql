-- Events that could not be handled, why, and how often for that reason: the third time they are put
-- aside, whole, in `inbound`.
CREATE TABLE stumble (
    adapter TEXT NOT NULL,
    event TEXT NOT NULL,
    reason TEXT NOT NULL,
    times INTEGER NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (adapter, event)
);
