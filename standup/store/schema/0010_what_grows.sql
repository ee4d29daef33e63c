-- What is asked of one person is found without looking at anybody else.
DROP INDEX check_in_participant;
CREATE INDEX check_in_participant ON check_in (person, run_id);
CREATE INDEX participant_person ON participant (person);
DROP INDEX entry_participant;
CREATE INDEX entry_participant ON entry (person, run_id);
CREATE INDEX addition_person ON addition (person, run_id);
CREATE INDEX wording_addition ON wording (addition_id) WHERE addition_id IS NOT NULL;

-- So are what was said to an account, the message that a platform knows by an id, and what waits
-- in a thread that is given up.
CREATE INDEX outbox_account ON outbox (adapter, account) WHERE account IS NOT NULL;
CREATE INDEX outbox_message ON outbox (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbox_thread ON outbox (thread) WHERE state = 'pending' AND thread IS NOT NULL;

-- What is tidied away is found by its age, so that what stays costs nothing.
CREATE INDEX outbox_told ON outbox (created_at) WHERE account IS NOT NULL;
CREATE INDEX inbound_taken ON inbound (taken_at) WHERE failed IS NULL;
CREATE INDEX inbound_failed ON inbound (adapter) WHERE failed IS NOT NULL;
