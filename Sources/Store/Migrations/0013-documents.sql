-- To whom a document goes, 主送 or 抄送, and when they signed for it.
CREATE TABLE document_recipient (
    document_id TEXT NOT NULL REFERENCES document (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('main', 'copy')),
    received_on TEXT,
    received_by TEXT,
    PRIMARY KEY (document_id, organisation_id)
);
CREATE INDEX document_recipient_organisation ON document_recipient (organisation_id, document_id);

-- An office's own wordings, by kind of document.
CREATE TABLE document_wording (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX document_wording_place ON document_wording (province, city, county, zone, kind);

-- What the public says against a published document. Name and contact are erasable and in no audit entry. province …
-- zone as in the document.
CREATE TABLE objection (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES document (id),
    -- the digest of the receipt that the person was given
    receipt_hash TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL,
    person_name TEXT NOT NULL,
    contact TEXT NOT NULL,
    on_day TEXT NOT NULL,
    at TEXT NOT NULL,
    -- a digest of the client's address, for the flood limit
    address_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('received', 'investigating', 'answered')),
    investigation TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered_on TEXT,
    answered_by TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX objection_document ON objection (document_id, on_day);
CREATE INDEX objection_address ON objection (address_hash, at);
CREATE INDEX objection_county ON objection (county, at, id);
CREATE INDEX objection_zone ON objection (zone, at, id);
CREATE INDEX objection_city ON objection (city, at, id);
CREATE INDEX objection_province ON objection (province, at, id);

CREATE INDEX document_publicity ON document (publicity_until, id) WHERE publicity_open;
