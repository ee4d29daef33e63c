-- Who was told where their answers to a standup go, and who reads them there (`readers`): it counts
-- once the check-in whose question said so has reached their chat. No standup: told what the bot is.
CREATE TABLE told (
    person TEXT NOT NULL,
    standup TEXT NOT NULL,
    readers TEXT NOT NULL,
    check_in_id BIGINT,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (person, standup)
);

-- Whoever was asked before knows what the bot is.
INSERT INTO told (person, standup, readers, check_in_id, told_at)
    SELECT person, '', '', NULL, min(asked_at) FROM check_in
    WHERE asked_at IS NOT NULL GROUP BY person;
