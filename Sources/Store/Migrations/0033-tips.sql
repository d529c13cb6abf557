-- What the public tells the office about a unit (举报诉求). Nothing here says who sent it: the words, the name, the
-- photos and the code lie in tables of their own, which no list, search, export or document reads. province … zone are
-- those of the office that works on it.
CREATE TABLE tip (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    topic TEXT NOT NULL,
    -- empty while the office has not said which registered unit is meant
    organisation_id TEXT REFERENCES organisation (id),
    unit_name TEXT NOT NULL,
    wants_answer BOOLEAN NOT NULL,
    has_contact BOOLEAN NOT NULL,
    photo_count INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN (
        'received', 'accepted', 'verifying', 'verified', 'answered', 'duplicate', 'elsewhere')),
    handler_id TEXT REFERENCES person (id),
    handler_name TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('', 'holds', 'partly', 'fails', 'unclear')),
    -- to whom it was passed on
    forwarded_to TEXT NOT NULL,
    original_id TEXT REFERENCES tip (id),
    finding_id TEXT REFERENCES finding (id),
    received_on TEXT NOT NULL,
    received_at TEXT NOT NULL,
    accepted_on TEXT,
    -- of the step that is next; empty where nothing is, or the calendar does not reach so far
    due_on TEXT,
    -- until when it is to be answered
    answer_by TEXT,
    closed_on TEXT,
    -- whether it was closed after its last day
    is_late BOOLEAN NOT NULL,
    answer TEXT NOT NULL,
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    -- the tipster has written since the handler last did
    has_news BOOLEAN NOT NULL,
    -- when what the tipster wrote was erased
    erased_on TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX tip_county ON tip (county, received_on, id);
CREATE INDEX tip_zone ON tip (zone, received_on, id) WHERE zone <> '';
CREATE INDEX tip_city ON tip (city, received_on, id);
CREATE INDEX tip_province ON tip (province, received_on, id);
CREATE INDEX tip_received ON tip (received_at);
CREATE INDEX tip_handler ON tip (handler_id, state);
CREATE INDEX tip_unit ON tip (organisation_id, received_on);
CREATE INDEX tip_original ON tip (original_id);

-- The tipster's own words, and the digest of the code that opens the answer; erased after the office's term.
CREATE TABLE tip_words (
    tip_id TEXT PRIMARY KEY REFERENCES tip (id),
    code_hash TEXT NOT NULL UNIQUE,
    happened TEXT NOT NULL,
    content TEXT NOT NULL,
    -- what the tipster says about the answer
    rating_words TEXT NOT NULL
);

-- Who sent it, where they said so: read by one function alone, for the handler, with a reason.
CREATE TABLE tip_contact (
    tip_id TEXT PRIMARY KEY REFERENCES tip (id),
    name TEXT NOT NULL,
    contact TEXT NOT NULL
);

CREATE TABLE tip_look (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX tip_look_tip ON tip_look (tip_id, at);

CREATE TABLE tip_photo (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    ordinal INTEGER NOT NULL,
    file_hash TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL
);
CREATE INDEX tip_photo_tip ON tip_photo (tip_id, ordinal);
CREATE INDEX tip_photo_file ON tip_photo (file_hash);

-- Further questions of the handler and further words of the tipster.
CREATE TABLE tip_message (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    side TEXT NOT NULL CHECK (side IN ('office', 'tipster')),
    content TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX tip_message_tip ON tip_message (tip_id, at, id);

-- What an inspector is asked to find out, in the office's words, and what was found.
CREATE TABLE tip_check (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    person_name TEXT NOT NULL,
    brief TEXT NOT NULL,
    shows_photos BOOLEAN NOT NULL,
    assigned_on TEXT NOT NULL,
    assigned_by TEXT NOT NULL,
    due_on TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'recalled')),
    outcome TEXT NOT NULL,
    result TEXT NOT NULL,
    done_on TEXT
);
CREATE INDEX tip_check_tip ON tip_check (tip_id, assigned_on, id);
CREATE INDEX tip_check_person ON tip_check (person_id, state, assigned_on);

-- What the office did, without a word of the tipster's.
CREATE TABLE tip_event (
    id TEXT PRIMARY KEY,
    tip_id TEXT NOT NULL REFERENCES tip (id),
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    person_name TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX tip_event_tip ON tip_event (tip_id, at, id);

CREATE TABLE tip_sequence (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
);

-- An office's own days and thresholds.
CREATE TABLE tip_terms (
    office TEXT PRIMARY KEY,
    -- JSON: the value TipTerms
    content TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- Random keys of a day: `address` makes clients' addresses unreadable and is gone the next day, `puzzle` seals puzzles.
CREATE TABLE tip_key (
    day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('address', 'puzzle')),
    value TEXT NOT NULL,
    PRIMARY KEY (day, kind)
);

-- How often a client came in an hour of today; never beside a tip.
CREATE TABLE tip_rate (
    day TEXT NOT NULL,
    hour INTEGER NOT NULL,
    client TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('solved', 'plain', 'code')),
    count INTEGER NOT NULL,
    PRIMARY KEY (day, client, kind, hour)
);

-- Puzzles that were used up.
CREATE TABLE tip_puzzle (
    nonce TEXT PRIMARY KEY,
    day TEXT NOT NULL
);
