-- One visit to a school (到校督导), its id made on the device. What lists filter by is repeated here; province … zone are
-- those of who managed the school when it arrived.
CREATE TABLE visit (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_name TEXT NOT NULL,
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('routine', 'office')),
    task_id TEXT,
    framework_version_id TEXT,
    theme TEXT NOT NULL,
    is_announced BOOLEAN NOT NULL,
    -- the day of started_at in China
    visited_on TEXT NOT NULL,
    -- by the device's clock
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('none', 'settled', 'advice', 'consult', 'serious')),
    problem_count INTEGER NOT NULL,
    photo_count INTEGER NOT NULL,
    -- the same three without what was reported to the office: what the school is told
    told_outcome TEXT NOT NULL CHECK (told_outcome IN ('none', 'settled', 'advice', 'consult')),
    told_problems INTEGER NOT NULL,
    told_photos INTEGER NOT NULL,
    -- photos whose bytes have not all come
    photos_missing INTEGER NOT NULL CHECK (photos_missing BETWEEN 0 AND photo_count),
    -- names of marks with a space around each; how many wait for a decision
    marks TEXT NOT NULL,
    open_marks INTEGER NOT NULL,
    is_void BOOLEAN NOT NULL,
    -- the office asked its author to correct it
    is_asked BOOLEAN NOT NULL,
    signed_at TEXT,
    signed_by TEXT,
    signed_name TEXT NOT NULL,
    -- what the school says against it
    disagreement TEXT NOT NULL,
    -- of what was sent first, without the time of sending
    digest TEXT NOT NULL,
    -- JSON, opaque to SQL: the value VisitContent
    content TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    -- 1, and one more with every correction
    version INTEGER NOT NULL
);
-- One walk for each way in which visits are listed; they cover the filters, so that counting does not touch the table.
CREATE INDEX visit_county ON visit (county, visited_on, id, outcome, kind, person_id, organisation_id, open_marks,
    is_void);
CREATE INDEX visit_zone ON visit (zone, visited_on, id, outcome, kind, person_id, organisation_id, open_marks, is_void)
    WHERE zone <> '';
CREATE INDEX visit_city ON visit (city, visited_on, id, outcome, kind, person_id, organisation_id, open_marks, is_void);
CREATE INDEX visit_province ON visit (province, visited_on, id, outcome, kind, person_id, organisation_id, open_marks,
    is_void);
CREATE INDEX visit_organisation ON visit (organisation_id, visited_on, id);
CREATE INDEX visit_asked ON visit (person_id, visited_on, id) WHERE is_asked;
CREATE INDEX visit_decision ON visit (county, zone, received_at) WHERE open_marks > 0;

-- Whose visit it is besides its school's: the author and those of a joint visit.
CREATE TABLE visit_person (
    person_id TEXT NOT NULL,
    visited_on TEXT NOT NULL,
    visit_id TEXT NOT NULL REFERENCES visit (id),
    organisation_id TEXT NOT NULL,
    PRIMARY KEY (person_id, visited_on, visit_id)
);
CREATE INDEX visit_person_visit ON visit_person (visit_id);

-- All answers to the checklist in one text, as VisitAnswers packs them.
CREATE TABLE visit_answer (
    visit_id TEXT PRIMARY KEY REFERENCES visit (id),
    answers TEXT NOT NULL
);

-- A problem that was found, and the line of the ledger that it became.
CREATE TABLE visit_problem (
    id TEXT PRIMARY KEY,
    visit_id TEXT NOT NULL REFERENCES visit (id),
    ordinal INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    problem TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('settled', 'advice', 'consult', 'serious')),
    requirement TEXT NOT NULL,
    days INTEGER,
    department_id TEXT,
    finding_id TEXT NOT NULL,
    -- those of who manages the school, so that what waits for an office is one walk
    office TEXT NOT NULL,
    UNIQUE (visit_id, ordinal)
);
CREATE INDEX visit_problem_finding ON visit_problem (finding_id);
CREATE INDEX visit_problem_serious ON visit_problem (office, id) WHERE outcome IN ('serious', 'consult');

-- A photo; its row may come before its visit's, since parts come in any order.
CREATE TABLE visit_photo (
    visit_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    -- visit or a problem's id; empty while the visit has not named it
    owner TEXT NOT NULL,
    caption TEXT NOT NULL,
    taken_at TEXT,
    -- as the visit says; empty while it has not named it
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    -- null while bytes are missing
    file_hash TEXT REFERENCES stored_file (hash),
    media_type TEXT NOT NULL,
    stored_at TEXT,
    PRIMARY KEY (visit_id, id)
);
CREATE INDEX visit_photo_file ON visit_photo (file_hash) WHERE file_hash IS NOT NULL;
-- Those that no visit names yet: counted for each person, and forgotten after a month.
CREATE INDEX visit_photo_waiting ON visit_photo (person_id, stored_at) WHERE owner = '';

-- A mark on a visit with what was decided about it.
CREATE TABLE visit_note (
    visit_id TEXT NOT NULL REFERENCES visit (id),
    mark TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('open', 'accepted', 'correct', 'void')),
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_name TEXT NOT NULL,
    decided_at TEXT,
    PRIMARY KEY (visit_id, mark)
);

-- What a visit said before a correction.
CREATE TABLE visit_version (
    visit_id TEXT NOT NULL REFERENCES visit (id),
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    answers TEXT NOT NULL,
    -- why it was corrected afterwards
    reason TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (visit_id, number)
);

-- A month's theme (月度主题): what inspectors look at this month. province … zone are those of the office.
CREATE TABLE visit_theme (
    id TEXT PRIMARY KEY,
    month TEXT NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    framework_version_id TEXT,
    is_required BOOLEAN NOT NULL,
    published_at TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (month, title, province, city, county, zone)
);
CREATE INDEX visit_theme_county ON visit_theme (county, month);
CREATE INDEX visit_theme_zone ON visit_theme (zone, month);
CREATE INDEX visit_theme_city ON visit_theme (city, month);

-- A joint visit (联合到校): who goes together to one school, wherever they come from.
CREATE TABLE visit_task (
    id TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    theme TEXT NOT NULL,
    framework_version_id TEXT,
    from_day TEXT NOT NULL,
    due_on TEXT NOT NULL,
    is_cancelled BOOLEAN NOT NULL,
    cancelled_at TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    CHECK (from_day <= due_on)
);
CREATE INDEX visit_task_county ON visit_task (county, due_on);
CREATE INDEX visit_task_zone ON visit_task (zone, due_on);
CREATE INDEX visit_task_city ON visit_task (city, due_on);

CREATE TABLE visit_task_person (
    task_id TEXT NOT NULL REFERENCES visit_task (id),
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (task_id, person_id)
);
CREATE INDEX visit_task_person_person ON visit_task_person (person_id);
