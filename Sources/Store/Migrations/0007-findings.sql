-- One line of the 问题清单.
CREATE TABLE finding (
    id TEXT PRIMARY KEY,
    -- given when it is issued, without gaps within a year; null for a draft
    number TEXT UNIQUE,
    source TEXT NOT NULL CHECK (source IN ('onSite', 'selfCheck', 'tip', 'monitoring', 'superior', 'visit')),
    campaign_id TEXT REFERENCES campaign (id),
    inspection_id TEXT REFERENCES inspection (id),
    -- the criterion's number in the framework and its words; empty when it came another way
    criterion TEXT NOT NULL,
    criterion_text TEXT NOT NULL,
    problem TEXT NOT NULL,
    basis TEXT NOT NULL,
    requirement TEXT NOT NULL,
    grade TEXT NOT NULL CHECK (grade IN ('ordinary', 'serious', 'grave')),
    found_on TEXT NOT NULL,
    issued_on TEXT,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    -- region code of the office that issued it and alone verifies and closes it; empty for the nation's
    office TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((state = 'draft') = (number IS NULL))
);
CREATE INDEX finding_inspection ON finding (inspection_id) WHERE inspection_id IS NOT NULL;
CREATE INDEX finding_campaign ON finding (campaign_id) WHERE campaign_id IS NOT NULL;

-- What one unit has to put right; a finding of one unit has one part. The ledger lists parts. What the ledger filters
-- by is repeated here, so that a page is one index walk; province … zone are those of who manages the unit.
CREATE TABLE finding_part (
    id TEXT PRIMARY KEY,
    finding_id TEXT NOT NULL REFERENCES finding (id),
    ordinal INTEGER NOT NULL,
    number TEXT UNIQUE,
    -- the number as it sorts: year, serial, part; 0 for a draft
    number_order BIGINT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_name TEXT NOT NULL,
    cooperating_names TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'acknowledged', 'planned', 'submitted', 'verified',
        'returned', 'closed')),
    is_open BOOLEAN NOT NULL,
    -- empty while nobody can say
    due_on TEXT NOT NULL,
    -- while a draft: how many days from the issue, where no day is set
    due_days INTEGER,
    due_reason TEXT NOT NULL,
    source TEXT NOT NULL,
    grade TEXT NOT NULL,
    campaign_id TEXT,
    -- the unit's own way through the campaign, also where the problem was not found in it
    inspection_id TEXT,
    criterion TEXT NOT NULL,
    problem TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    -- region code of the office that issued it, as in its finding
    office TEXT NOT NULL,
    closed_on TEXT,
    responsible TEXT NOT NULL,
    evidence_count INTEGER NOT NULL,
    -- JSON, opaque to SQL: the value FindingPart (plan, tasks, persons of this round)
    content TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (finding_id, ordinal),
    CHECK (is_open = (state NOT IN ('draft', 'closed')))
);
-- One walk for each way in which a scope is listed: open ones by deadline, all by deadline, all by number. They cover
-- the filters, so that a page deep inside is found without touching the table. A statement says either is_open or
-- state <> 'draft', so that only the right one of them can be chosen.
CREATE INDEX finding_part_county_open ON finding_part (county, due_on, id, state, grade, source, campaign_id,
    criterion, is_open) WHERE is_open;
CREATE INDEX finding_part_city_open ON finding_part (city, due_on, id, state, grade, source, campaign_id,
    criterion, is_open) WHERE is_open;
CREATE INDEX finding_part_zone_open ON finding_part (zone, due_on, id, state, grade, source, campaign_id,
    criterion, is_open) WHERE is_open;
CREATE INDEX finding_part_province_open ON finding_part (province, due_on, id, state, grade, source, campaign_id,
    criterion, is_open) WHERE is_open;
CREATE INDEX finding_part_county_due ON finding_part (county, due_on, id, state, grade, source, campaign_id,
    criterion) WHERE state <> 'draft';
CREATE INDEX finding_part_city_due ON finding_part (city, due_on, id, state, grade, source, campaign_id,
    criterion) WHERE state <> 'draft';
CREATE INDEX finding_part_zone_due ON finding_part (zone, due_on, id, state, grade, source, campaign_id,
    criterion) WHERE state <> 'draft';
CREATE INDEX finding_part_province_due ON finding_part (province, due_on, id, state, grade, source, campaign_id,
    criterion) WHERE state <> 'draft';
CREATE INDEX finding_part_province_number ON finding_part (province, number_order, id, state, grade, source,
    campaign_id, due_on, criterion) WHERE state <> 'draft';
CREATE INDEX finding_part_county_number ON finding_part (county, number_order, id, state, grade, source, campaign_id,
    due_on, criterion) WHERE state <> 'draft';
CREATE INDEX finding_part_city_number ON finding_part (city, number_order, id, state, grade, source, campaign_id,
    due_on, criterion) WHERE state <> 'draft';
CREATE INDEX finding_part_zone_number ON finding_part (zone, number_order, id, state, grade, source, campaign_id,
    due_on, criterion) WHERE state <> 'draft';
-- What an office itself issued, among much more that it may see.
CREATE INDEX finding_part_office_open ON finding_part (office, due_on, id, state, grade, source, campaign_id,
    criterion, is_open) WHERE is_open;
CREATE INDEX finding_part_office_due ON finding_part (office, due_on, id, state, grade, source, campaign_id,
    criterion) WHERE state <> 'draft';
CREATE INDEX finding_part_number ON finding_part (number_order);
CREATE INDEX finding_part_organisation ON finding_part (organisation_id, due_on);
CREATE INDEX finding_part_inspection ON finding_part (inspection_id) WHERE inspection_id IS NOT NULL;

-- Lead and co-operating units of a part: what an organisation sees.
CREATE TABLE finding_party (
    part_id TEXT NOT NULL REFERENCES finding_part (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    kind TEXT NOT NULL CHECK (kind IN ('lead', 'cooperating')),
    PRIMARY KEY (part_id, organisation_id)
);
CREATE INDEX finding_party_organisation ON finding_party (organisation_id, part_id);

-- Everything that happened to a part, kept and shown; a part that was split is gone, what happened to it is not.
CREATE TABLE finding_event (
    id TEXT PRIMARY KEY,
    finding_id TEXT NOT NULL REFERENCES finding (id),
    part_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    on_day TEXT NOT NULL,
    note TEXT NOT NULL,
    -- JSON list of evidence ids
    evidence TEXT NOT NULL,
    -- the part's version afterwards: whoever saw an older one is told what happened since
    version INTEGER NOT NULL
);
CREATE INDEX finding_event_finding ON finding_event (finding_id, part_id, version);

-- The last finding number given, per year.
CREATE TABLE finding_sequence (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
);
