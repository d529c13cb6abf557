-- Preliminary opinion → defence → 督导意见书 of one inspection.
CREATE TABLE opinion (
    id TEXT PRIMARY KEY,
    inspection_id TEXT NOT NULL UNIQUE REFERENCES inspection (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    state TEXT NOT NULL,
    -- JSON, opaque to SQL: the value Opinion, with its versions of the text and its history
    content TEXT NOT NULL,
    delivered_on TEXT,
    received_on TEXT,
    document_id TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- A numbered official document; year and serial are taken at 签发.
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    organisation_id TEXT,
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'withdrawn')),
    -- JSON, opaque to SQL: blocks, recipient, signer …
    content TEXT NOT NULL,
    mark TEXT NOT NULL,
    year INTEGER,
    serial INTEGER,
    number TEXT,
    drafted_by TEXT NOT NULL,
    issued_by TEXT,
    issued_on TEXT,
    published_on TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (mark, year, serial)
);
CREATE INDEX document_subject ON document (subject_id, kind);
CREATE INDEX document_organisation ON document (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX document_published ON document (published_on, id) WHERE published_on IS NOT NULL;

-- The last number given, per mark (代字) and year.
CREATE TABLE document_sequence (
    mark TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (mark, year)
);
