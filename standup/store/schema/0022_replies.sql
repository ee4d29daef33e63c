-- To which question of its check-in a message asks for an answer, so that a reply to it answers that.
ALTER TABLE outbox ADD COLUMN question TEXT;
