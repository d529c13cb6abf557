-- Places: GB/T 2260 at six digits, and local zones.
CREATE TABLE region (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('province', 'city', 'county', 'zone')),
    parent TEXT NOT NULL,
    is_local BOOLEAN NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL
);
CREATE INDEX region_parent ON region (parent, code);

-- A unit as it is today; how it was lies in organisation_version. `region_code` is where it lies, `authority` who
-- manages it, and province … zone the codes of that managing authority.
CREATE TABLE organisation (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- folded for searching (lower case, no spaces)
    name_folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    running TEXT NOT NULL,
    authority TEXT NOT NULL,
    region_code TEXT NOT NULL REFERENCES region (code),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    -- several codes with a space between them
    stages TEXT NOT NULL,
    tags TEXT NOT NULL,
    address TEXT NOT NULL,
    pupils INTEGER,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    since TEXT NOT NULL,
    closed_on TEXT,
    version_id TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX organisation_county ON organisation (county, code);
CREATE INDEX organisation_city ON organisation (city, code);
CREATE INDEX organisation_zone ON organisation (zone, code);
CREATE INDEX organisation_province ON organisation (province, code);
-- Units without a code are known by place and name.
CREATE INDEX organisation_place ON organisation (region_code, name);

-- An id is not a code: a change of category makes a new code for the same id, void codes are never used again.
CREATE TABLE organisation_code (
    code TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL
);
CREATE INDEX organisation_code_organisation ON organisation_code (organisation_id);

-- What draws and inspections point at. The next one begins the day after; one that was replaced on its own first day
-- ends the day before it. 2199-12-31 is: until further notice.
CREATE TABLE organisation_version (
    id TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    number INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    running TEXT NOT NULL,
    authority TEXT NOT NULL,
    region_code TEXT NOT NULL,
    stages TEXT NOT NULL,
    tags TEXT NOT NULL,
    reason TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    UNIQUE (organisation_id, number)
);

-- branch | teaching-point | group | merged-into | split-into | managed-by, from and until a day.
CREATE TABLE organisation_relation (
    id TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    other_id TEXT NOT NULL REFERENCES organisation (id),
    kind TEXT NOT NULL CHECK (kind IN ('branch', 'teaching-point', 'group', 'merged-into', 'split-into',
        'managed-by')),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    CHECK (organisation_id <> other_id)
);
CREATE INDEX organisation_relation_organisation ON organisation_relation (organisation_id);
CREATE INDEX organisation_relation_other ON organisation_relation (other_id);

-- Headings that an office mapped by hand once, remembered by kind of import; an empty field means: not imported.
CREATE TABLE import_alias (
    kind TEXT NOT NULL,
    office TEXT NOT NULL,
    heading TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (kind, office, heading)
);

-- One file on its way into the registry. Checking writes problems and staged rows in chunks; nothing is in the registry
-- until one promotion moves all staged rows there.
CREATE TABLE import_run (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('organisations', 'inspectors')),
    account_id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'mapping', 'checked', 'done', 'failed', 'discarded')),
    -- JSON: the sheet's headings, its first rows, and the field of each column
    header TEXT NOT NULL,
    sample TEXT NOT NULL,
    fields TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    bad INTEGER NOT NULL,
    problem_count INTEGER NOT NULL,
    message TEXT NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT
);
CREATE INDEX import_run_account ON import_run (account_id, created_at);

CREATE TABLE import_problem (
    import_id TEXT NOT NULL REFERENCES import_run (id),
    row_number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    heading TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, row_number, position)
);

-- A good row as the organisation will be; the columns after outcome and replaces are those of organisation.
CREATE TABLE organisation_staged (
    import_id TEXT NOT NULL REFERENCES import_run (id),
    row_number INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('add', 'change', 'close')),
    -- the version that it ends
    replaces TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    running TEXT NOT NULL,
    authority TEXT NOT NULL,
    region_code TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    stages TEXT NOT NULL,
    tags TEXT NOT NULL,
    address TEXT NOT NULL,
    pupils INTEGER,
    state TEXT NOT NULL,
    since TEXT NOT NULL,
    closed_on TEXT,
    version_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (import_id, row_number)
);

CREATE TABLE inspector_staged (
    import_id TEXT NOT NULL REFERENCES import_run (id),
    row_number INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('add', 'change')),
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    code TEXT NOT NULL,
    full_time BOOLEAN NOT NULL,
    level TEXT NOT NULL,
    certificate TEXT NOT NULL,
    employer TEXT NOT NULL,
    term_from TEXT,
    term_until TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (import_id, row_number)
);

-- A person's appointment as 督学.
CREATE TABLE inspector (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    -- given by the office; two offices may give the same
    code TEXT NOT NULL,
    full_time BOOLEAN NOT NULL,
    level TEXT NOT NULL,
    certificate TEXT NOT NULL,
    employer TEXT NOT NULL,
    term_from TEXT,
    term_until TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'ended')),
    version INTEGER NOT NULL,
    UNIQUE (province, city, county, zone, code)
);
CREATE INDEX inspector_county ON inspector (county, code);
CREATE INDEX inspector_city ON inspector (city, code);
CREATE INDEX inspector_zone ON inspector (zone, code);
