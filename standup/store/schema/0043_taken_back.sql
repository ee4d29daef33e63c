-- Reports of their own that people shared: when, and whether they took them back since.
CREATE TABLE shared_report (
    post_id BIGINT PRIMARY KEY,
    person TEXT NOT NULL,
    shared_at BIGINT NOT NULL,
    taken_back INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX shared_report_person ON shared_report (person, shared_at);
