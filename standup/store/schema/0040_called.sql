-- Who is called in a post, by which account on which platform, so that the copy we keep of it calls
-- nobody who is forgotten.
CREATE TABLE called (
    person TEXT NOT NULL,
    post_id BIGINT NOT NULL,
    adapter TEXT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (person, post_id, adapter, account)
);
CREATE INDEX called_post ON called (post_id);
