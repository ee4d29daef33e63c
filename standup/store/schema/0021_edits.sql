-- By which edit a wording was replaced, so that it holds again where that edit is taken back.
ALTER TABLE wording ADD COLUMN edit TEXT;
CREATE INDEX wording_edit ON wording (edit);
