-- What is being sent to somebody is looked for before another message to them may leave.
CREATE INDEX outbox_sending ON outbox (adapter, destination) WHERE state = 'sending';
