-- 工作总结, 督导通报, 诊断报告 while they are written; handed in, each becomes a document. province … zone are those of
-- the office that writes it.
CREATE TABLE summary (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('year', 'month', 'diagnosis')),
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    month INTEGER CHECK (month BETWEEN 1 AND 12),
    -- code of the region that it tells of: the office's own, or one below
    region TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    -- JSON, opaque to SQL: the value Summary, with its words and the figures that they state
    content TEXT NOT NULL,
    -- null while nobody has handed it in
    document_id TEXT REFERENCES document (id),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((kind = 'month') = (month IS NOT NULL))
);
CREATE INDEX summary_county ON summary (county, year, id);
CREATE INDEX summary_zone ON summary (zone, year, id);
CREATE INDEX summary_city ON summary (city, year, id);
CREATE INDEX summary_province ON summary (province, year, id);
CREATE UNIQUE INDEX summary_document ON summary (document_id) WHERE document_id IS NOT NULL;

-- Every saved state of a draft, to be compared and taken back.
CREATE TABLE summary_version (
    summary_id TEXT NOT NULL REFERENCES summary (id),
    version INTEGER NOT NULL,
    event TEXT NOT NULL,
    -- JSON, opaque to SQL: the value SummaryDraft
    draft TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (summary_id, version)
);

-- An office's own templates, by kind.
CREATE TABLE summary_template (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('year', 'month', 'diagnosis')),
    name TEXT NOT NULL CHECK (name <> ''),
    title TEXT NOT NULL CHECK (title <> ''),
    body TEXT NOT NULL CHECK (body <> ''),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX summary_template_place ON summary_template (province, city, county, zone, kind);
