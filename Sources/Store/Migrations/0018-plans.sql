-- 年度计划: what an office has undertaken for a year. province … zone are those of the office that made it.
CREATE TABLE plan (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL CHECK (title <> ''),
    issuer TEXT NOT NULL,
    document_number TEXT NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
    -- the same as year, or the last of a plan over several years
    last_year INTEGER NOT NULL CHECK (last_year BETWEEN 2000 AND 2100),
    -- the document's own day
    dated_on TEXT,
    state TEXT NOT NULL CHECK (state IN ('draft', 'accepted', 'closed')),
    accepted_on TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (last_year >= year),
    CHECK (state = 'draft' OR accepted_on IS NOT NULL)
);
CREATE INDEX plan_county ON plan (county, year, id);
CREATE INDEX plan_zone ON plan (zone, year, id);
CREATE INDEX plan_city ON plan (city, year, id);
CREATE INDEX plan_province ON plan (province, year, id);

-- Each version of a plan's document, with what was read from it.
CREATE TABLE plan_source (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    -- NULL for a text that was pasted
    file_hash TEXT REFERENCES stored_file (hash),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    text TEXT NOT NULL,
    -- JSON, opaque to SQL: rows of cells; the PlanReading
    tables TEXT NOT NULL,
    reading TEXT NOT NULL,
    -- the year with which it was read; NULL where the document was to say it
    year INTEGER,
    read_at TEXT NOT NULL,
    read_by TEXT NOT NULL,
    UNIQUE (plan_id, number)
);
CREATE INDEX plan_source_file ON plan_source (file_hash) WHERE file_hash IS NOT NULL;

-- What an officer changed of what was read, in the order in which it is carried out.
CREATE TABLE plan_correction (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    ordinal INTEGER NOT NULL,
    -- JSON, opaque to SQL: the PlanCorrection
    correction TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_by_name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    UNIQUE (plan_id, ordinal)
);

CREATE TABLE plan_item (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    ordinal INTEGER NOT NULL,
    -- the key of the item as read; empty for what did not come from the document
    source_key TEXT NOT NULL,
    number TEXT NOT NULL,
    chapter TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    text TEXT NOT NULL,
    -- each between commas, such as ',督政,专项,'
    kinds TEXT NOT NULL,
    -- one a line
    units TEXT NOT NULL,
    actors TEXT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('document', 'above', 'own')),
    belongs_to TEXT,
    span_from INTEGER,
    span_to INTEGER,
    owner_id TEXT REFERENCES person (id),
    owner_name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'running', 'done', 'dropped')),
    reason TEXT NOT NULL,
    done_on TEXT,
    notes TEXT NOT NULL,
    -- the document of a task from above
    file_hash TEXT REFERENCES stored_file (hash),
    file_name TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((span_from IS NULL) = (span_to IS NULL)),
    CHECK (status <> 'dropped' OR reason <> ''),
    CHECK ((status = 'done') = (done_on IS NOT NULL))
);
CREATE INDEX plan_item_plan ON plan_item (plan_id, ordinal);
CREATE INDEX plan_item_owner ON plan_item (owner_id, status) WHERE owner_id IS NOT NULL;
CREATE INDEX plan_item_file ON plan_item (file_hash) WHERE file_hash IS NOT NULL;

CREATE TABLE plan_item_coworker (
    item_id TEXT NOT NULL REFERENCES plan_item (id),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
    member_id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (item_id, kind, member_id)
);
CREATE INDEX plan_item_coworker_member ON plan_item_coworker (member_id);

CREATE TABLE plan_target (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES plan_item (id),
    ordinal INTEGER NOT NULL,
    -- a decimal; NULL where the figure is masked
    quantity TEXT,
    comparison TEXT NOT NULL CHECK (comparison IN ('=', '>=', '<=')),
    force TEXT NOT NULL CHECK (force IN ('must', 'aim', 'baseline', 'approximate')),
    unit TEXT NOT NULL,
    counted TEXT NOT NULL,
    period_count INTEGER,
    period_unit TEXT,
    text TEXT NOT NULL,
    span_from INTEGER NOT NULL,
    span_to INTEGER NOT NULL,
    -- the code of the live figure that stands beside it
    figure TEXT,
    CHECK ((period_count IS NULL) = (period_unit IS NULL))
);
CREATE INDEX plan_target_item ON plan_target (item_id, ordinal);

CREATE TABLE plan_window (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES plan_item (id),
    ordinal INTEGER NOT NULL,
    stage TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    period_count INTEGER,
    period_unit TEXT,
    text TEXT NOT NULL,
    span_from INTEGER NOT NULL,
    span_to INTEGER NOT NULL,
    done_through TEXT,
    -- the last day of what is to be done next, as Swift computed it; NULL when all is done or nothing is dated
    due_on TEXT,
    version INTEGER NOT NULL,
    CHECK ((period_count IS NULL) = (period_unit IS NULL)),
    CHECK (starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on)
);
CREATE INDEX plan_window_item ON plan_window (item_id, ordinal);
CREATE INDEX plan_window_due ON plan_window (due_on, item_id) WHERE due_on IS NOT NULL;

-- Every move of a window, so that the days of the document stay known.
CREATE TABLE plan_window_move (
    id TEXT PRIMARY KEY,
    window_id TEXT NOT NULL REFERENCES plan_window (id),
    item_id TEXT NOT NULL REFERENCES plan_item (id),
    from_start TEXT,
    from_end TEXT,
    to_start TEXT,
    to_end TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    moved_by TEXT NOT NULL,
    moved_by_name TEXT NOT NULL,
    moved_at TEXT NOT NULL
);
CREATE INDEX plan_window_move_item ON plan_window_move (item_id, moved_at);

CREATE TABLE plan_item_campaign (
    item_id TEXT NOT NULL REFERENCES plan_item (id),
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    linked_at TEXT NOT NULL,
    PRIMARY KEY (item_id, campaign_id)
);
CREATE INDEX plan_item_campaign_campaign ON plan_item_campaign (campaign_id);

CREATE TABLE plan_event (
    id TEXT PRIMARY KEY,
    plan_id TEXT NOT NULL REFERENCES plan (id),
    -- empty for what concerns the whole
    item_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX plan_event_plan ON plan_event (plan_id, item_id, at);
