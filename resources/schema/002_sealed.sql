-- From here on every body is sealed. What lay open before waits in plain_record until the program has sealed it.
DROP INDEX record_of_case;
ALTER TABLE record RENAME TO plain_record;
CREATE TABLE record (
  id      TEXT NOT NULL PRIMARY KEY,
  case_id TEXT NOT NULL,
  kind    TEXT NOT NULL,
  ver     INTEGER NOT NULL,
  body    BLOB NOT NULL
) STRICT;
CREATE INDEX record_of_case ON record (case_id);
CREATE INDEX record_of_kind ON record (kind, id, ver);
