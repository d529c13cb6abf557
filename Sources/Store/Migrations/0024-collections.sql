-- A collection (采集轮次): a shipped form for the units of an office's scope. province … zone are those of the office.
CREATE TABLE collection_round (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    year INTEGER NOT NULL,
    -- code and version, such as school-balance/1
    form TEXT NOT NULL,
    reference_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX collection_round_county ON collection_round (county, year, id);
CREATE INDEX collection_round_zone ON collection_round (zone, year, id);
CREATE INDEX collection_round_city ON collection_round (city, year, id);

-- What one unit hands in; its values are in collection_record. province … zone are those of who manages the unit.
CREATE TABLE collection_return (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES collection_round (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_code TEXT NOT NULL,
    organisation_name TEXT NOT NULL,
    -- those that it was asked about, a space between them
    stages TEXT NOT NULL,
    -- the round's, so that a unit's returns of a year are found without it
    year INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'reviewed', 'locked')),
    submitted_on TEXT,
    submitted_by TEXT,
    reviewed_on TEXT,
    reviewed_by TEXT,
    return_reason TEXT NOT NULL,
    -- the last day on which the office asked for it again
    reminded_on TEXT,
    -- required figures: how many there are, how many are filled in
    required INTEGER NOT NULL,
    filled INTEGER NOT NULL CHECK (filled <= required),
    -- questions of the checks: without an answer, and explained but not accepted
    open_count INTEGER NOT NULL,
    explained_count INTEGER NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (round_id, organisation_id)
);
CREATE INDEX collection_return_organisation ON collection_return (organisation_id, year);
CREATE INDEX collection_return_county ON collection_return (county, state, round_id);
CREATE INDEX collection_return_zone ON collection_return (zone, state, round_id);
CREATE INDEX collection_return_city ON collection_return (city, state, round_id);

-- All figures of a unit for a year, whichever round asked for them. province … zone are where it lies, since a county is
-- judged by what lies in it.
CREATE TABLE collection_record (
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    year INTEGER NOT NULL,
    -- exact decimals as RecordedValues packs them: 'books=12000 primary.pupils=480'
    figures TEXT NOT NULL,
    -- of these, what was locked
    locked TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (organisation_id, year)
);
CREATE INDEX collection_record_county ON collection_record (county, year);
CREATE INDEX collection_record_zone ON collection_record (zone, year);
CREATE INDEX collection_record_city ON collection_record (city, year);
CREATE INDEX collection_record_province ON collection_record (province, year);

-- Who changed which values, when and why; nothing is ever taken out of here.
CREATE TABLE collection_change (
    id TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    year INTEGER NOT NULL,
    -- JSON, opaque to SQL: key, from, to
    changes TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('form', 'upload', 'office', 'import')),
    reason TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX collection_change_organisation ON collection_change (organisation_id, year, at);

-- What the checks ask about a return, with the unit's word and the office's.
CREATE TABLE collection_finding (
    return_id TEXT NOT NULL REFERENCES collection_return (id),
    check_code TEXT NOT NULL,
    title TEXT NOT NULL,
    -- the rule with the values; another sentence is another question
    sentence TEXT NOT NULL,
    -- keys of the values, a space between them
    value_keys TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('open', 'explained', 'accepted')),
    explanation TEXT NOT NULL,
    explained_by TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    PRIMARY KEY (return_id, check_code)
);

-- One sheet for many units on its way in: checked, then all good rows at once or nothing.
CREATE TABLE collection_import (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES collection_round (id),
    account_id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'mapping', 'checked', 'done', 'failed', 'discarded')),
    -- JSON: the sheet's headings, its first rows, and the meaning of each column
    header TEXT NOT NULL,
    sample TEXT NOT NULL,
    fields TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    bad INTEGER NOT NULL,
    problem_count INTEGER NOT NULL,
    message TEXT NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT
);
CREATE INDEX collection_import_round ON collection_import (round_id, created_at);
CREATE INDEX collection_import_file ON collection_import (file_hash);

CREATE TABLE collection_import_problem (
    import_id TEXT NOT NULL REFERENCES collection_import (id),
    row_number INTEGER NOT NULL,
    position INTEGER NOT NULL,
    heading TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, row_number, position)
);

-- A good row as the unit's record will be.
CREATE TABLE collection_staged (
    import_id TEXT NOT NULL REFERENCES collection_import (id),
    row_number INTEGER NOT NULL,
    return_id TEXT NOT NULL,
    -- the return's when the row was checked; another one now refuses the whole import
    return_version INTEGER NOT NULL,
    organisation_id TEXT NOT NULL,
    figures TEXT NOT NULL,
    change_id TEXT NOT NULL,
    changes TEXT NOT NULL,
    filled INTEGER NOT NULL,
    open_count INTEGER NOT NULL,
    explained_count INTEGER NOT NULL,
    PRIMARY KEY (import_id, row_number)
);

CREATE TABLE collection_staged_finding (
    import_id TEXT NOT NULL REFERENCES collection_import (id),
    return_id TEXT NOT NULL,
    check_code TEXT NOT NULL,
    title TEXT NOT NULL,
    sentence TEXT NOT NULL,
    value_keys TEXT NOT NULL,
    answer TEXT NOT NULL,
    explanation TEXT NOT NULL,
    explained_by TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    PRIMARY KEY (import_id, return_id, check_code)
);
