-- What the head of a run's thread counts, kept as it changes: in how many people's parts there is
-- each thing (`what`), and who is to be counted anew, since something of theirs has changed.
CREATE TABLE tally (
    run_id BIGINT NOT NULL,
    what TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (run_id, what)
);
CREATE TABLE touched (
    run_id BIGINT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (run_id, person)
);

-- `counted`: what was counted of them, as JSON; NULL before.
-- `away`: 2 where they are away as it stands, 1 where they are once their run is closed.
-- `lost`: 2 where a question did not reach them, 1 where its deadline is still to tell.
-- `hindrance`: why they cannot be reached.
ALTER TABLE participant ADD COLUMN counted TEXT;
ALTER TABLE participant ADD COLUMN away INTEGER NOT NULL DEFAULT 0;
ALTER TABLE participant ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
ALTER TABLE participant ADD COLUMN hindrance TEXT;
CREATE INDEX participant_name ON participant (run_id, name, person);
CREATE INDEX participant_away ON participant (run_id, away, name, person) WHERE away > 0;
CREATE INDEX participant_hindered ON participant (run_id, name, person)
    WHERE hindrance IS NOT NULL;
DROP INDEX addition_run;
CREATE INDEX addition_participant ON addition (run_id, person);
CREATE INDEX outbox_asked ON outbox (adapter, account) WHERE check_in_id IS NOT NULL;

-- Whatever may change how somebody stands in a run touches them, whoever does it.
CREATE TRIGGER run_redefined AFTER UPDATE OF definition ON run
BEGIN
    INSERT INTO touched SELECT run_id, person FROM participant WHERE run_id = NEW.id
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER participant_came AFTER INSERT ON participant
BEGIN
    INSERT INTO touched VALUES (NEW.run_id, NEW.person) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER participant_changed AFTER UPDATE OF skipped, figures, person ON participant
BEGIN
    DELETE FROM touched WHERE run_id = OLD.run_id AND person = OLD.person;
    INSERT INTO touched VALUES (NEW.run_id, NEW.person) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER check_in_came AFTER INSERT ON check_in
BEGIN
    INSERT INTO touched VALUES (NEW.run_id, NEW.person) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER check_in_changed AFTER UPDATE OF state, posted, asked_at, person ON check_in
WHEN (NEW.state <> OLD.state OR NEW.posted <> OLD.posted OR NEW.person <> OLD.person
    OR (NEW.asked_at IS NULL) <> (OLD.asked_at IS NULL))
BEGIN
    INSERT INTO touched VALUES (NEW.run_id, NEW.person) ON CONFLICT DO NOTHING;
END;
-- Once a deadline has passed, those whom its question did not reach are not counted.
CREATE TRIGGER check_in_ended AFTER UPDATE OF deadline_due ON check_in
WHEN (NEW.deadline_due IS NULL AND OLD.deadline_due IS NOT NULL)
BEGIN
    INSERT INTO touched SELECT run_id, person FROM participant
        WHERE run_id = NEW.run_id AND person = NEW.person AND lost = 1
        ON CONFLICT DO NOTHING;
END;

-- Words in a check-in that is still open, has not been shown and reached its person count nowhere.
CREATE TRIGGER answer_came AFTER INSERT ON answer WHEN (NEW.text <> '')
BEGIN
    INSERT INTO touched SELECT c.run_id, c.person FROM check_in c
        JOIN participant p ON p.run_id = c.run_id AND p.person = c.person
        WHERE c.id = NEW.check_in_id AND (c.state NOT IN ('waiting', 'asking') OR c.posted = 1
            OR c.asked_at IS NULL OR p.lost > 0)
        ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER answer_changed AFTER UPDATE OF text ON answer
WHEN ((NEW.text = '') <> (OLD.text = ''))
BEGIN
    INSERT INTO touched SELECT run_id, person FROM check_in WHERE id = NEW.check_in_id
        ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER answer_went AFTER DELETE ON answer WHEN (OLD.text <> '')
BEGIN
    INSERT INTO touched SELECT run_id, person FROM check_in WHERE id = OLD.check_in_id
        ON CONFLICT DO NOTHING;
END;

-- Where somebody was asked counts only where they cannot be reached.
CREATE TRIGGER outbox_asks AFTER INSERT ON outbox WHEN (NEW.check_in_id IS NOT NULL)
BEGIN
    INSERT INTO touched SELECT c.run_id, c.person FROM check_in c WHERE c.id = NEW.check_in_id
        AND EXISTS (SELECT 1 FROM unreachable u
            WHERE u.adapter = NEW.adapter AND u.account = NEW.account AND u.reason <> '')
        ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outbox_moved AFTER UPDATE OF check_in_id ON outbox
WHEN (OLD.check_in_id IS NOT NULL AND NEW.check_in_id IS NULL)
BEGIN
    INSERT INTO touched SELECT c.run_id, c.person FROM check_in c WHERE c.id = OLD.check_in_id
        AND EXISTS (SELECT 1 FROM unreachable u
            WHERE u.adapter = OLD.adapter AND u.account = OLD.account AND u.reason <> '')
        ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER outbox_went AFTER DELETE ON outbox WHEN (OLD.check_in_id IS NOT NULL)
BEGIN
    INSERT INTO touched SELECT c.run_id, c.person FROM check_in c WHERE c.id = OLD.check_in_id
        AND EXISTS (SELECT 1 FROM unreachable u
            WHERE u.adapter = OLD.adapter AND u.account = OLD.account AND u.reason <> '')
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER unreachable_came AFTER INSERT ON unreachable WHEN (NEW.reason <> '')
BEGIN
    INSERT INTO touched SELECT c.run_id, c.person
        FROM outbox o JOIN check_in c ON c.id = o.check_in_id
        WHERE o.adapter = NEW.adapter AND o.account = NEW.account AND o.check_in_id IS NOT NULL
        ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER unreachable_changed AFTER UPDATE ON unreachable
WHEN (NEW.reason <> OLD.reason OR (NEW.reason <> '' AND NEW.since <> OLD.since))
BEGIN
    INSERT INTO touched SELECT c.run_id, c.person
        FROM outbox o JOIN check_in c ON c.id = o.check_in_id
        WHERE o.adapter = NEW.adapter AND o.account = NEW.account AND o.check_in_id IS NOT NULL
        ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER unreachable_went AFTER DELETE ON unreachable WHEN (OLD.reason <> '')
BEGIN
    INSERT INTO touched SELECT c.run_id, c.person
        FROM outbox o JOIN check_in c ON c.id = o.check_in_id
        WHERE o.adapter = OLD.adapter AND o.account = OLD.account AND o.check_in_id IS NOT NULL
        ON CONFLICT DO NOTHING;
END;

-- Of the runs there are, those whose threads may still change are counted when they do.
INSERT INTO touched SELECT run_id, person FROM participant WHERE EXISTS (
    SELECT 1 FROM post WHERE post.run_id = participant.run_id AND post.kind = 'thread');
