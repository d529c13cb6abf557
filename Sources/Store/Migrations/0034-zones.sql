-- A responsibility zone (督学责任区). province … zone are those of the office; a zone's own code is its id.
CREATE TABLE responsibility_zone (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    note TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (from_day <= until_day)
);
CREATE INDEX responsibility_zone_county ON responsibility_zone (county, name);
CREATE INDEX responsibility_zone_zone ON responsibility_zone (zone, name);
CREATE INDEX responsibility_zone_city ON responsibility_zone (city, name);

-- From and until when a school belongs to a zone; rows stay, so a school that moves keeps its past.
CREATE TABLE zone_school (
    id TEXT PRIMARY KEY,
    zone_id TEXT NOT NULL REFERENCES responsibility_zone (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    CHECK (from_day <= until_day)
);
CREATE UNIQUE INDEX zone_school_open ON zone_school (organisation_id) WHERE until_day = '2199-12-31';
CREATE INDEX zone_school_organisation ON zone_school (organisation_id, until_day);
CREATE INDEX zone_school_zone ON zone_school (zone_id, until_day);

-- From and until when an inspector works in a zone.
CREATE TABLE zone_inspector (
    id TEXT PRIMARY KEY,
    zone_id TEXT NOT NULL REFERENCES responsibility_zone (id),
    person_id TEXT NOT NULL REFERENCES inspector (person_id),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    CHECK (from_day <= until_day)
);
CREATE UNIQUE INDEX zone_inspector_open ON zone_inspector (zone_id, person_id) WHERE until_day = '2199-12-31';
CREATE INDEX zone_inspector_person ON zone_inspector (person_id, until_day);
CREATE INDEX zone_inspector_zone ON zone_inspector (zone_id, until_day);

-- Whose name hangs at a school's gate (挂牌), from and until when.
CREATE TABLE zone_posting (
    id TEXT PRIMARY KEY,
    zone_id TEXT NOT NULL REFERENCES responsibility_zone (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    person_id TEXT NOT NULL REFERENCES inspector (person_id),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('hand', 'proposal', 'import')),
    CHECK (from_day <= until_day)
);
CREATE UNIQUE INDEX zone_posting_open ON zone_posting (organisation_id, person_id) WHERE until_day = '2199-12-31';
CREATE INDEX zone_posting_person ON zone_posting (person_id, until_day);
CREATE INDEX zone_posting_organisation ON zone_posting (organisation_id, until_day);
CREATE INDEX zone_posting_zone ON zone_posting (zone_id, until_day);

-- An office's own figures in place of its jurisdiction's; `office` is the code of its region.
CREATE TABLE zone_rule (
    office TEXT PRIMARY KEY,
    schools_per_zone INTEGER NOT NULL CHECK (schools_per_zone BETWEEN 1 AND 500),
    schools_per_inspector INTEGER NOT NULL CHECK (schools_per_inspector BETWEEN 1 AND 100),
    inspectors_per_school INTEGER NOT NULL CHECK (inspectors_per_school BETWEEN 1 AND 5),
    -- the longest that somebody keeps a school; 0 for no rotation
    years INTEGER NOT NULL CHECK (years BETWEEN 0 AND 30),
    basis TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- What an office prints on its notice boards (督学公示牌).
CREATE TABLE zone_board (
    office TEXT PRIMARY KEY,
    hotline TEXT NOT NULL,
    -- one a line
    duties TEXT NOT NULL,
    items TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- An inspector's picture for the notice board.
CREATE TABLE inspector_photo (
    person_id TEXT PRIMARY KEY REFERENCES inspector (person_id),
    file_hash TEXT NOT NULL REFERENCES stored_file (hash),
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    stored_at TEXT NOT NULL
);
CREATE INDEX inspector_photo_file ON inspector_photo (file_hash);

-- What the register knows of an inspector beside the appointment.
CREATE TABLE inspector_profile (
    person_id TEXT PRIMARY KEY REFERENCES inspector (person_id),
    degree TEXT NOT NULL,
    -- in education management, teaching or research; null when nobody said
    years INTEGER,
    -- names of the conditions that the office attested, with a space between
    attested TEXT NOT NULL,
    certificate_from TEXT,
    certificate_until TEXT,
    version INTEGER NOT NULL
);
CREATE INDEX inspector_profile_certificate ON inspector_profile (certificate_until);

-- The terms of an appointment one after another; the last one is the inspector's own.
CREATE TABLE inspector_term (
    person_id TEXT NOT NULL REFERENCES inspector (person_id),
    number INTEGER NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (person_id, number),
    CHECK (from_day <= until_day)
);

-- Why an appointment ended before or with its term.
CREATE TABLE inspector_dismissal (
    person_id TEXT NOT NULL REFERENCES inspector (person_id),
    on_day TEXT NOT NULL,
    ground TEXT NOT NULL,
    reason TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (person_id, at)
);

-- Trainings with their hours, and meetings: one line for each who was there.
CREATE TABLE inspector_activity (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES inspector (person_id),
    kind TEXT NOT NULL CHECK (kind IN ('training', 'induction', 'meeting')),
    held_on TEXT NOT NULL,
    title TEXT NOT NULL,
    organiser TEXT NOT NULL,
    -- of an hour; 0 for a meeting
    tenths INTEGER NOT NULL CHECK (tenths BETWEEN 0 AND 5000),
    recorded_by TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (person_id, held_on, title)
);

-- Somebody on the way to an appointment: 推荐, 审核, 公示, 公布.
CREATE TABLE inspector_candidate (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    employer TEXT NOT NULL,
    recommended_by TEXT NOT NULL,
    full_time BOOLEAN NOT NULL,
    level TEXT NOT NULL,
    degree TEXT NOT NULL,
    years INTEGER,
    attested TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('recommended', 'reviewed', 'shown', 'appointed', 'refused')),
    recommended_on TEXT NOT NULL,
    reviewed_on TEXT,
    shown_from TEXT,
    shown_until TEXT,
    decided_on TEXT,
    reason TEXT NOT NULL,
    -- once appointed
    person_id TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX inspector_candidate_county ON inspector_candidate (county, state);
CREATE INDEX inspector_candidate_zone ON inspector_candidate (zone, state);
CREATE INDEX inspector_candidate_city ON inspector_candidate (city, state);

-- An office's own weights and grades of the yearly appraisal (年度考核), as JSON opaque to SQL.
CREATE TABLE appraisal_rule (
    office TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- A year of an inspector as it was confirmed; JSON opaque to SQL: content is figures, rules and
-- day of counting; cases is what they counted, one by one.
CREATE TABLE inspector_appraisal (
    person_id TEXT NOT NULL REFERENCES inspector (person_id),
    year INTEGER NOT NULL,
    grade TEXT NOT NULL CHECK (grade IN ('excellent', 'competent', 'basic', 'failed')),
    reason TEXT NOT NULL,
    content TEXT NOT NULL,
    cases TEXT NOT NULL,
    confirmed_by TEXT NOT NULL,
    confirmed_on TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (person_id, year)
);

-- A round in which schools and teachers rate the inspectors of an office for a year.
CREATE TABLE rating_round (
    id TEXT PRIMARY KEY,
    year INTEGER NOT NULL,
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    -- forms of teachers that one school's code takes
    code_limit INTEGER NOT NULL CHECK (code_limit BETWEEN 1 AND 2000),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    UNIQUE (year, province, city, county, zone)
);

-- The code of a school's teachers, with how many forms it took altogether and in the minute of the last one.
CREATE TABLE rating_code (
    code TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES rating_round (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    forms INTEGER NOT NULL,
    last_minute INTEGER NOT NULL,
    minute_forms INTEGER NOT NULL,
    UNIQUE (round_id, organisation_id)
);
CREATE INDEX rating_code_organisation ON rating_code (organisation_id);

-- Sums of what a school and its teachers gave an inspector; no single answer is kept, nor who gave it, nor when.
CREATE TABLE rating (
    round_id TEXT NOT NULL REFERENCES rating_round (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    person_id TEXT NOT NULL REFERENCES inspector (person_id),
    -- the school's own; null until it rated
    school_points INTEGER,
    teachers INTEGER NOT NULL,
    teacher_points INTEGER NOT NULL,
    PRIMARY KEY (round_id, organisation_id, person_id)
);
CREATE INDEX rating_person ON rating (person_id, round_id);
