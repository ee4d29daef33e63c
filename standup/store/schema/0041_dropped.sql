-- Whether whoever said it wanted it no more, such as to have it as their team has it: `undo` lets it
-- hold again.
ALTER TABLE setting ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;
