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
    -- space-separated codes, also in organisation_stage and organisation_tag for filters
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

CREATE TABLE organisation_stage (
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    stage TEXT NOT NULL,
    PRIMARY KEY (organisation_id, stage)
);

CREATE TABLE organisation_tag (
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (organisation_id, tag)
);
CREATE INDEX organisation_tag_tag ON organisation_tag (tag, organisation_id);

-- An id is not a code: a change of category makes a new code for the same id, void codes are never used again.
CREATE TABLE organisation_code (
    code TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL
);
CREATE INDEX organisation_code_organisation ON organisation_code (organisation_id);

-- What draws and inspections point at.
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

-- branch | teaching-point | group | merged-into | managed-by, from and until a day.
CREATE TABLE organisation_relation (
    id TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    other_id TEXT NOT NULL REFERENCES organisation (id),
    kind TEXT NOT NULL CHECK (kind IN ('branch', 'teaching-point', 'group', 'merged-into', 'managed-by')),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    CHECK (organisation_id <> other_id)
);
CREATE INDEX organisation_relation_organisation ON organisation_relation (organisation_id);
CREATE INDEX organisation_relation_other ON organisation_relation (other_id);

-- Headers that were mapped by hand once, remembered by kind of import.
CREATE TABLE import_alias (
    kind TEXT NOT NULL,
    header TEXT NOT NULL,
    field TEXT NOT NULL,
    PRIMARY KEY (kind, header)
);

-- A person's appointment as 督学.
CREATE TABLE inspector (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    code TEXT NOT NULL UNIQUE,
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
    version INTEGER NOT NULL
);
