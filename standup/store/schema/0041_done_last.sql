-- Whether whoever said it wanted it no more, such as to have it as their team has it: `undo` lets it
-- hold again.
ALTER TABLE setting ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;
-- The version of all settings as it was done, which puts what was read at one instant in order.
ALTER TABLE change ADD COLUMN settings BIGINT NOT NULL DEFAULT 0;
-- What each did last that stays, in words of a command.
CREATE TABLE lasting (
    person TEXT PRIMARY KEY,
    words TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    settings BIGINT NOT NULL
);
CREATE INDEX lasting_done ON lasting (done_at);
