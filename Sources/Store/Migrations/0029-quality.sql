-- A quality monitoring (质量监测). province … zone are those of the office that holds it.
CREATE TABLE quality_round (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    year INTEGER NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('national', 'provincial', 'local')),
    method TEXT NOT NULL CHECK (method IN ('sample', 'given', 'census')),
    -- JSON: QualitySubject, QualityGrade
    subjects TEXT NOT NULL,
    grades TEXT NOT NULL,
    small_group INTEGER NOT NULL,
    roster_due_on TEXT,
    tests_on TEXT,
    state TEXT NOT NULL CHECK (state IN ('preparing', 'framed', 'sampled', 'rostered', 'testing', 'scored', 'published',
        'closed', 'cancelled')),
    -- why it was called off
    cancel_reason TEXT,
    frame_hash TEXT,
    framed_at TEXT,
    seed TEXT,
    drawn_at TEXT,
    pupil_seed TEXT,
    published_on TEXT,
    -- when the names of pupils were taken away
    purged_on TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- 样本县 and 协议县 of a round. province … zone are the county's own chain: who sees the round.
CREATE TABLE quality_county (
    round_id TEXT NOT NULL REFERENCES quality_round (id),
    region TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('sample', 'agreement')),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (round_id, region)
);
CREATE INDEX quality_county_county ON quality_county (county, round_id);
CREATE INDEX quality_county_zone ON quality_county (zone, round_id);
CREATE INDEX quality_county_city ON quality_county (city, round_id);

-- The frame: schools that may be drawn, with the pupils of the grade; frozen with the round's hash.
CREATE TABLE quality_frame (
    round_id TEXT NOT NULL REFERENCES quality_round (id),
    grade TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    region TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    stratum TEXT NOT NULL,
    size INTEGER CHECK (size >= 0),
    -- why it takes no part; empty where it does
    excluded TEXT NOT NULL,
    PRIMARY KEY (round_id, grade, organisation_id)
);
CREATE INDEX quality_frame_region ON quality_frame (round_id, grade, region, code);

-- A school that takes part with one grade. province … zone are those of its county in the round.
CREATE TABLE quality_school (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES quality_round (id),
    grade TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    region TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    stratum TEXT NOT NULL,
    size INTEGER NOT NULL,
    -- as Chance writes it: 3/20; empty where somebody else drew
    chance TEXT NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'submitted', 'returned', 'excused')),
    reason TEXT NOT NULL,
    handed_in_on TEXT,
    -- over the keys of the pupils, shown before the seed is known; empty until handed in
    roster_hash TEXT NOT NULL,
    -- pupils on the roster, and how many of them were drawn
    pupils INTEGER NOT NULL,
    drawn INTEGER NOT NULL CHECK (drawn <= pupils),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (round_id, grade, organisation_id)
);
CREATE INDEX quality_school_organisation ON quality_school (organisation_id, state);
CREATE INDEX quality_school_county ON quality_school (county, round_id);
CREATE INDEX quality_school_zone ON quality_school (zone, round_id);

-- A pupil on a roster. Names stand nowhere else, and go when the round is over.
CREATE TABLE quality_pupil (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES quality_round (id),
    school_id TEXT NOT NULL REFERENCES quality_school (id),
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    sex TEXT NOT NULL,
    class_name TEXT NOT NULL,
    -- 监测号: random, of those who were drawn
    code TEXT,
    UNIQUE (round_id, code)
);
CREATE UNIQUE INDEX quality_pupil_number ON quality_pupil (school_id, number) WHERE number <> '';
-- A roster in its order, and all of it once the numbers are gone.
CREATE INDEX quality_pupil_roster ON quality_pupil (school_id, class_name, number, id);

-- What a school does on the days of the test (考务任务).
CREATE TABLE quality_task (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES quality_round (id),
    school_id TEXT NOT NULL REFERENCES quality_school (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    day TEXT,
    time TEXT NOT NULL,
    room TEXT NOT NULL,
    invigilator TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'exceptional')),
    note TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX quality_task_school ON quality_task (school_id, position);
CREATE INDEX quality_task_round ON quality_task (round_id, state);

-- The random key of a round's digests of pupils' numbers; goes with the names, and with it the way back.
CREATE TABLE quality_key (
    round_id TEXT PRIMARY KEY REFERENCES quality_round (id),
    key TEXT NOT NULL
);

-- A pupil's marks. pupil is the 监测号, or where there is no roster a digest of the number by the round's key.
CREATE TABLE quality_score (
    round_id TEXT NOT NULL REFERENCES quality_round (id),
    grade TEXT NOT NULL,
    pupil TEXT NOT NULL,
    school_id TEXT NOT NULL REFERENCES quality_school (id),
    -- JSON: SubjectMark by subject
    marks TEXT NOT NULL,
    PRIMARY KEY (round_id, grade, pupil)
);
CREATE INDEX quality_score_school ON quality_score (school_id);

-- The items of a paper with their full marks, as the last sheet had them. JSON: PaperItem.
CREATE TABLE quality_paper (
    round_id TEXT NOT NULL REFERENCES quality_round (id),
    grade TEXT NOT NULL,
    subject TEXT NOT NULL,
    items TEXT NOT NULL,
    PRIMARY KEY (round_id, grade, subject)
);

-- What the scores of a county's subject say: JSON QualitySummary, worked out whenever results come in.
CREATE TABLE quality_summary (
    round_id TEXT NOT NULL REFERENCES quality_round (id),
    region TEXT NOT NULL,
    grade TEXT NOT NULL,
    subject TEXT NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (round_id, region, grade, subject)
);

-- What the monitoring centre says of a county's subject, as it came.
CREATE TABLE quality_figure (
    round_id TEXT NOT NULL REFERENCES quality_round (id),
    region TEXT NOT NULL,
    grade TEXT NOT NULL,
    subject TEXT NOT NULL,
    level INTEGER CHECK (level BETWEEN 1 AND 4),
    -- 校际差异率, an exact decimal
    share TEXT,
    basis TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (round_id, region, grade, subject)
);

CREATE TABLE quality_import (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES quality_round (id),
    kind TEXT NOT NULL CHECK (kind IN ('scores', 'figures')),
    account_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
    row_count INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    problem_count INTEGER NOT NULL,
    message TEXT NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT
);
CREATE INDEX quality_import_round ON quality_import (round_id, created_at);
CREATE INDEX quality_import_file ON quality_import (file_hash);

CREATE TABLE quality_import_problem (
    import_id TEXT NOT NULL REFERENCES quality_import (id),
    position INTEGER NOT NULL,
    row_number INTEGER NOT NULL,
    heading TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (import_id, position)
);
