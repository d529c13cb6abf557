-- One line of the 问题清单. province … zone are those of the office that issued it.
CREATE TABLE finding (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    campaign_id TEXT REFERENCES campaign (id),
    inspection_id TEXT REFERENCES inspection (id),
    criterion_id TEXT NOT NULL,
    criterion TEXT NOT NULL,
    problem TEXT NOT NULL,
    basis TEXT NOT NULL,
    requirement TEXT NOT NULL,
    grade TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX finding_inspection ON finding (inspection_id) WHERE inspection_id IS NOT NULL;
CREATE INDEX finding_campaign ON finding (campaign_id) WHERE campaign_id IS NOT NULL;

-- What one unit has to put right; a finding of one unit has one part. The ledger lists parts. What the ledger filters
-- by is repeated here, so that a page is one index walk; province … zone are those of who manages the unit.
CREATE TABLE finding_part (
    id TEXT PRIMARY KEY,
    finding_id TEXT NOT NULL REFERENCES finding (id),
    ordinal INTEGER NOT NULL,
    number TEXT NOT NULL UNIQUE,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'acknowledged', 'planned', 'submitted', 'verified',
        'returned', 'closed')),
    is_open BOOLEAN NOT NULL,
    -- empty while the clock cannot say
    due_on TEXT NOT NULL,
    source TEXT NOT NULL,
    grade TEXT NOT NULL,
    campaign_id TEXT,
    problem TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    closed_on TEXT,
    -- JSON, opaque to SQL: the value FindingPart (plan, tasks, persons of this round)
    content TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (finding_id, ordinal)
);

-- Lead and co-operating units of a part: what an organisation sees.
CREATE TABLE finding_party (
    part_id TEXT NOT NULL REFERENCES finding_part (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    kind TEXT NOT NULL CHECK (kind IN ('lead', 'cooperating')),
    PRIMARY KEY (part_id, organisation_id)
);
CREATE INDEX finding_party_organisation ON finding_party (organisation_id, part_id);

-- Everything that happened to a part, kept and shown.
CREATE TABLE finding_event (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES finding_part (id),
    kind TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    on_day TEXT NOT NULL,
    note TEXT NOT NULL,
    -- JSON list of evidence ids
    evidence TEXT NOT NULL
);
CREATE INDEX finding_event_part ON finding_event (part_id, at, id);

-- The last finding number given, per year.
CREATE TABLE finding_sequence (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
);
