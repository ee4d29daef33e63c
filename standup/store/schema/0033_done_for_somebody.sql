-- In which standup alone somebody is away, where an owner said so and not they themselves.
ALTER TABLE away ADD COLUMN standup TEXT NOT NULL DEFAULT '';
-- To whom something was done that set nothing: their name goes with them.
ALTER TABLE change ADD COLUMN done_to TEXT;
CREATE INDEX change_done_to ON change (done_to) WHERE done_to IS NOT NULL;
