-- How an office issues one kind of document: its head, its 代字 and how its numbers run. province … zone are the office's.
CREATE TABLE document_format (
    kind TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('document', 'letter', 'minutes')),
    -- empty: the office's name
    letterhead TEXT NOT NULL,
    -- empty: the office's own 代字
    mark TEXT NOT NULL,
    shape TEXT NOT NULL CHECK (shape IN ('standard', 'issue', 'ordinal')),
    -- where the numbers of one year begin; both or none
    start_year INTEGER,
    start_serial INTEGER CHECK (start_serial >= 1),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (province, city, county, zone, kind),
    CHECK ((start_year IS NULL) = (start_serial IS NULL))
);
CREATE INDEX document_format_mark ON document_format (mark) WHERE mark <> '';

-- What a document said after each save that changed its words.
CREATE TABLE document_text (
    document_id TEXT NOT NULL REFERENCES document (id),
    number INTEGER NOT NULL,
    -- JSON, opaque to SQL: the value DocumentText
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    -- the number of the version that was restored; null for words that are new
    restored INTEGER,
    person_id TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
);

-- What a 文书模板 said after each save, and who saved it.
CREATE TABLE document_wording_version (
    wording_id TEXT NOT NULL REFERENCES document_wording (id),
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    person_id TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (wording_id, version)
);
