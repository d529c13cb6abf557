-- Judgements by hand about conditions of a standard, every one that was ever given; the highest version of a condition in
-- a year holds. region is the county or zone that is judged, province … zone are those of its office.
CREATE TABLE judgement (
    id TEXT PRIMARY KEY,
    standard TEXT NOT NULL,
    region TEXT NOT NULL,
    year INTEGER NOT NULL,
    condition_code TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    -- undetermined: the one before was taken back
    grade TEXT NOT NULL CHECK (grade IN ('met', 'basic', 'notMet', 'undetermined')),
    basis TEXT NOT NULL CHECK (basis <> ''),
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    UNIQUE (region, standard, year, condition_code, version)
);

-- Who answers for an indicator of a standard in a county and year, and by when it is to be met.
CREATE TABLE indicator_duty (
    standard TEXT NOT NULL,
    region TEXT NOT NULL,
    year INTEGER NOT NULL,
    indicator TEXT NOT NULL,
    department TEXT NOT NULL,
    person TEXT NOT NULL,
    due_on TEXT,
    version INTEGER NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (region, standard, year, indicator)
);

-- From which indicator a finding came.
CREATE TABLE indicator_finding (
    finding_id TEXT PRIMARY KEY REFERENCES finding (id) ON DELETE CASCADE,
    standard TEXT NOT NULL,
    region TEXT NOT NULL,
    year INTEGER NOT NULL,
    indicator TEXT NOT NULL
);
CREATE INDEX indicator_finding_region ON indicator_finding (region, standard, indicator);

-- A threshold that a province, a city, a county or a zone has set for all that lies in it.
CREATE TABLE local_threshold (
    standard TEXT NOT NULL,
    region TEXT NOT NULL,
    condition_code TEXT NOT NULL,
    -- empty where it holds for all stages
    stage TEXT NOT NULL,
    -- an exact decimal
    bound TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis <> ''),
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (region, standard, condition_code, stage)
);

-- Whether a tolerance of a standard holds in a place.
CREATE TABLE local_tolerance (
    standard TEXT NOT NULL,
    region TEXT NOT NULL,
    tolerance TEXT NOT NULL,
    in_force BOOLEAN NOT NULL,
    basis TEXT NOT NULL CHECK (basis <> ''),
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (region, standard, tolerance)
);

-- When a county was certified by a standard as its own office noted it: the clocks of its obligations run from here until
-- certified_title knows a title.
CREATE TABLE certification_day (
    standard TEXT NOT NULL,
    region TEXT NOT NULL,
    certified_on TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis <> ''),
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (region, standard)
);

-- What a county has to cure because a school used a tolerance. One that nobody has planned or settled before the
-- certification is computed from the figures and stands here from the certification on.
CREATE TABLE obligation (
    id TEXT PRIMARY KEY,
    standard TEXT NOT NULL,
    region TEXT NOT NULL,
    tolerance TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_name TEXT NOT NULL,
    -- empty where the whole school is meant
    stage TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    plan TEXT NOT NULL,
    -- empty until the county is certified
    due_on TEXT NOT NULL,
    done_on TEXT,
    done_note TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (region, standard, tolerance, organisation_id, stage)
);
CREATE INDEX obligation_county ON obligation (county, due_on, id) WHERE done_on IS NULL;
CREATE INDEX obligation_zone ON obligation (zone, due_on, id) WHERE done_on IS NULL;
CREATE INDEX obligation_city ON obligation (city, due_on, id) WHERE done_on IS NULL;

-- Evidence of judgements, of obligations and of a certification's steps too: the check of a column is replaced with the
-- column.
ALTER TABLE evidence ADD COLUMN owner TEXT NOT NULL DEFAULT 'document' CHECK (owner IN ('assessment', 'finding-part',
    'opinion', 'document', 'reception-item', 'duty-target', 'judgement', 'obligation',
    'certification-pass'));
UPDATE evidence SET owner = owner_kind;
ALTER TABLE evidence DROP COLUMN owner_kind;
ALTER TABLE evidence RENAME COLUMN owner TO owner_kind;
