-- On which date what is to be confirmed was said: "tomorrow" is the day after it, whenever the yes
-- comes.
ALTER TABLE confirming ADD COLUMN said_on TEXT NOT NULL DEFAULT '';
