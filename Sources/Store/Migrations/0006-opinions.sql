-- Preliminary opinion → defence → 督导意见书 of one inspection; province … zone as in the inspection.
CREATE TABLE opinion (
    id TEXT PRIMARY KEY,
    inspection_id TEXT NOT NULL UNIQUE REFERENCES inspection (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    state TEXT NOT NULL CHECK (state IN ('drafting', 'delivered', 'received', 'defended', 'settled', 'drafted',
        'approved', 'sent', 'acknowledged')),
    -- JSON, opaque to SQL: the value Opinion, with its versions of the text and its history
    content TEXT NOT NULL,
    delivered_on TEXT,
    received_on TEXT,
    defence_due TEXT,
    -- how many versions of the 督导意见书 were drafted; a team votes on the last
    finals INTEGER NOT NULL DEFAULT 0,
    document_id TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX opinion_defence ON opinion (defence_due) WHERE state = 'received';
CREATE INDEX opinion_organisation ON opinion (organisation_id);

-- An official document; mark, year and serial are taken at 签发 and stay its own when it is withdrawn. province … zone
-- are those of the row that it is about.
CREATE TABLE document (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('inspection', 'campaign', 'office')),
    subject_id TEXT NOT NULL,
    organisation_id TEXT,
    -- to whom, as its name was; empty for a report
    organisation_name TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'issued', 'sent', 'withdrawn')),
    -- JSON, opaque to SQL: the value Document
    content TEXT NOT NULL,
    mark TEXT NOT NULL,
    year INTEGER,
    serial INTEGER,
    number TEXT,
    drafted_by TEXT NOT NULL,
    issued_by TEXT,
    issued_on TEXT,
    sent_on TEXT,
    published_on TEXT,
    -- the last day for objections; null where none are asked for, or while the calendar is not known
    publicity_until TEXT,
    publicity_open BOOLEAN NOT NULL DEFAULT false,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (mark, year, serial),
    CHECK ((state IN ('draft', 'submitted')) = (serial IS NULL)),
    CHECK (published_on IS NULL OR state IN ('issued', 'sent'))
);
CREATE UNIQUE INDEX document_subject ON document (subject_id, kind)
    WHERE state <> 'withdrawn' AND kind IN ('opinion', 'report');
CREATE INDEX document_organisation ON document (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX document_county ON document (county, created_at, id);
CREATE INDEX document_zone ON document (zone, created_at, id);
CREATE INDEX document_city ON document (city, created_at, id);
CREATE INDEX document_published ON document (published_on, id) WHERE published_on IS NOT NULL;

-- The last number given, per mark (代字) and year.
CREATE TABLE document_sequence (
    mark TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (mark, year)
);
