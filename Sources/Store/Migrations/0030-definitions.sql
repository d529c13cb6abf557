-- Standards and collection forms that offices define in the browser, one row a version. province … zone are those of the
-- office. Once published a version never changes.
CREATE TABLE definition (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('standard', 'form')),
    -- what all versions share
    code TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    name TEXT NOT NULL,
    -- the file: cells by tab, see docs/balance.md and docs/collections.md
    content TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published')),
    -- what keeps it from being published
    problem_count INTEGER NOT NULL CHECK (problem_count >= 0 AND (state = 'draft' OR problem_count = 0)),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    published_at TEXT,
    version INTEGER NOT NULL,
    UNIQUE (kind, code, number)
);
CREATE INDEX definition_place ON definition (kind, province, city, county, zone);
-- One draft at a time.
CREATE UNIQUE INDEX definition_draft ON definition (kind, code) WHERE state = 'draft';
