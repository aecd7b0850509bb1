-- Records of cases: only ids and kinds stand in the open, everything else is in the body.
CREATE TABLE record (
  id      TEXT NOT NULL PRIMARY KEY,
  case_id TEXT NOT NULL,
  kind    TEXT NOT NULL,
  ver     INTEGER NOT NULL,
  body    BLOB NOT NULL
) STRICT;
CREATE INDEX record_of_case ON record (case_id, kind);
