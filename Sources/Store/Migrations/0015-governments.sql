-- 迎检: a request from above. province … zone are those of the office that answers it.
CREATE TABLE reception (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    -- the request's own number, such as 渝教督〔2026〕3号
    document_number TEXT NOT NULL,
    sender TEXT NOT NULL,
    received_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    -- when the upper team comes; NULL while it has not said
    visit_from TEXT,
    visit_until TEXT,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('preparing', 'reported', 'receipted', 'finished')),
    report TEXT NOT NULL,
    reported_on TEXT,
    reported_by TEXT,
    -- why items were missing when it was reported
    excuse TEXT NOT NULL,
    receipt_number TEXT NOT NULL,
    receipt_from TEXT NOT NULL,
    receipt_on TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((visit_from IS NULL) = (visit_until IS NULL)),
    CHECK ((state = 'preparing') = (reported_on IS NULL))
);
CREATE INDEX reception_county ON reception (county, due_on, id);
CREATE INDEX reception_zone ON reception (zone, due_on, id);
CREATE INDEX reception_city ON reception (city, due_on, id);
CREATE INDEX reception_province ON reception (province, due_on, id);

-- One item of the request's list, and who prepares it.
CREATE TABLE reception_item (
    id TEXT PRIMARY KEY,
    reception_id TEXT NOT NULL REFERENCES reception (id),
    -- its place in the list; numbers such as 2.10 do not sort as texts
    ordinal INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    requirement TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_name TEXT NOT NULL,
    due_on TEXT NOT NULL,
    needs_evidence BOOLEAN NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'returned', 'accepted')),
    answer TEXT NOT NULL,
    return_reason TEXT NOT NULL,
    submitted_on TEXT,
    submitted_by TEXT,
    reminded_on TEXT,
    version INTEGER NOT NULL,
    UNIQUE (reception_id, number)
);
CREATE INDEX reception_item_reception ON reception_item (reception_id, ordinal);
CREATE INDEX reception_item_organisation ON reception_item (organisation_id, due_on);

CREATE TABLE reception_event (
    id TEXT PRIMARY KEY,
    reception_id TEXT NOT NULL REFERENCES reception (id),
    -- empty for what concerns the whole
    item_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX reception_event_reception ON reception_event (reception_id, at);

-- What the upper team found; the problems themselves stand in the ledger.
CREATE TABLE reception_finding (
    reception_id TEXT NOT NULL REFERENCES reception (id),
    finding_id TEXT NOT NULL REFERENCES finding (id),
    PRIMARY KEY (reception_id, finding_id)
);
CREATE INDEX reception_finding_finding ON reception_finding (finding_id);

-- 部门分工: which department answers which criterion of a government's self-assessment, and by when.
CREATE TABLE indicator_share (
    id TEXT PRIMARY KEY,
    inspection_id TEXT NOT NULL REFERENCES inspection (id),
    criterion TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('lead', 'cooperating')),
    due_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'reported', 'returned')),
    -- what a co-operating department adds; the lead's answer stands in the self-assessment
    report TEXT NOT NULL,
    return_reason TEXT NOT NULL,
    reported_on TEXT,
    reported_by TEXT,
    reminded_on TEXT,
    version INTEGER NOT NULL,
    UNIQUE (inspection_id, criterion, organisation_id)
);
CREATE UNIQUE INDEX indicator_share_lead ON indicator_share (inspection_id, criterion) WHERE kind = 'lead';
CREATE INDEX indicator_share_organisation ON indicator_share (organisation_id, due_on);

-- The written self-report of a government, beside its indicators. province … zone include the government's own region,
-- so that its own office helps to gather what it hands in to the office above.
CREATE TABLE self_report (
    inspection_id TEXT PRIMARY KEY REFERENCES inspection (id),
    text TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- A year's targets that an assessment office (考核办) set for townships and departments.
CREATE TABLE duty_sheet (
    id TEXT PRIMARY KEY,
    year INTEGER NOT NULL,
    name TEXT NOT NULL,
    issuer TEXT NOT NULL,
    document_number TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'closed')),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX duty_sheet_county ON duty_sheet (county, year, id);
CREATE INDEX duty_sheet_zone ON duty_sheet (zone, year, id);
CREATE INDEX duty_sheet_city ON duty_sheet (city, year, id);

CREATE TABLE duty_target (
    id TEXT PRIMARY KEY,
    sheet_id TEXT NOT NULL REFERENCES duty_sheet (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_name TEXT NOT NULL,
    organisation_kind TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    -- atLeast: the more the better; atMost: no more than; done: yes or no
    rule TEXT NOT NULL CHECK (rule IN ('atLeast', 'atMost', 'done')),
    target TEXT NOT NULL,
    full_mark TEXT NOT NULL,
    -- where the figure comes from
    data_source TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'reported', 'returned', 'confirmed')),
    actual TEXT,
    actual_note TEXT NOT NULL,
    reported_on TEXT,
    reported_by TEXT,
    return_reason TEXT NOT NULL,
    -- what the office took for true, and why it differs from what was reported
    confirmed TEXT,
    confirm_note TEXT NOT NULL,
    -- an exact fraction such as 175/2; NULL until it was confirmed
    score TEXT,
    version INTEGER NOT NULL,
    UNIQUE (sheet_id, organisation_id, title),
    CHECK ((state = 'confirmed') = (score IS NOT NULL))
);
CREATE INDEX duty_target_sheet ON duty_target (sheet_id, organisation_id, ordinal);
CREATE INDEX duty_target_organisation ON duty_target (organisation_id, sheet_id);

-- Results of a campaign or of a year's targets, shown publicly for a term of working days.
CREATE TABLE result_notice (
    id TEXT PRIMARY KEY,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('campaign', 'duty-sheet')),
    subject_id TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    -- how feedback reaches the office beside the form
    contact TEXT NOT NULL,
    office TEXT NOT NULL,
    -- working days for which it stands
    days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 60),
    -- JSON, opaque to SQL: the lines as they were when it was drafted
    lines TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    drafted_by TEXT NOT NULL,
    published_on TEXT,
    -- NULL where the calendar of that year is not known
    until_day TEXT,
    withdrawn_on TEXT,
    withdraw_reason TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX result_notice_published ON result_notice (published_on, id) WHERE state = 'published';
CREATE INDEX result_notice_county ON result_notice (county, created_at);
CREATE INDEX result_notice_zone ON result_notice (zone, created_at);
CREATE INDEX result_notice_city ON result_notice (city, created_at);

-- Which units a notice names: they read it and answer it.
CREATE TABLE result_party (
    notice_id TEXT NOT NULL REFERENCES result_notice (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (notice_id, organisation_id)
);
CREATE INDEX result_party_organisation ON result_party (organisation_id);

-- What was said about a notice, and what was answered. Names and contacts are erasable; the audit holds neither.
CREATE TABLE result_feedback (
    id TEXT PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES result_notice (id),
    source TEXT NOT NULL CHECK (source IN ('unit', 'public')),
    organisation_id TEXT REFERENCES organisation (id),
    -- agrees, or objects
    stance TEXT NOT NULL CHECK (stance IN ('agree', 'object', 'suggest')),
    author TEXT NOT NULL,
    contact TEXT NOT NULL,
    text TEXT NOT NULL,
    -- what a person without an account looks the answer up by
    receipt TEXT NOT NULL UNIQUE,
    -- a hash of where it came from, against floods
    origin TEXT NOT NULL,
    given_on TEXT NOT NULL,
    given_at TEXT NOT NULL,
    answer TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('', 'kept', 'corrected', 'noted')),
    answered_on TEXT,
    answered_by TEXT,
    CHECK ((answered_on IS NULL) = (answer = '')),
    CHECK (source = 'public' OR organisation_id IS NOT NULL)
);
CREATE INDEX result_feedback_notice ON result_feedback (notice_id, given_at);
CREATE INDEX result_feedback_origin ON result_feedback (notice_id, origin, given_on);
