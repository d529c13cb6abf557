-- Answers to a framework by one role for one inspection.
CREATE TABLE assessment (
    id TEXT PRIMARY KEY,
    inspection_id TEXT NOT NULL REFERENCES inspection (id),
    role TEXT NOT NULL CHECK (role IN ('self', 'onSite', 'thirdParty', 'review')),
    -- which of the campaign's frameworks, from 1
    sheet INTEGER NOT NULL DEFAULT 1 CHECK (sheet >= 1),
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted')),
    submitted_at TEXT,
    submitted_by TEXT,
    -- why the office gave it back; empty once it was handed in again
    returned_at TEXT,
    return_reason TEXT NOT NULL DEFAULT '',
    -- what it came to when it was handed in: exact fractions such as 175/2, and the band
    score TEXT,
    maximum TEXT,
    grade TEXT,
    -- counts saved changes; an answer keeps the count at which it was last changed
    version INTEGER NOT NULL,
    UNIQUE (inspection_id, role, sheet),
    CHECK ((state = 'submitted') = (submitted_at IS NOT NULL)),
    CHECK (state = 'submitted' OR score IS NULL)
);

CREATE TABLE answer (
    assessment_id TEXT NOT NULL REFERENCES assessment (id),
    criterion_id TEXT NOT NULL,
    -- as `Answer.Value.text` writes it; NULL while there is none
    value TEXT,
    note TEXT NOT NULL,
    -- does not concern this unit; the note says why
    not_applicable BOOLEAN NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (assessment_id, criterion_id)
);

-- A file that proves something: an answer's, a finding part's, an opinion's, an item's from above or a target's. Access
-- follows the owner.
CREATE TABLE evidence (
    id TEXT PRIMARY KEY,
    owner_kind TEXT NOT NULL CHECK (owner_kind IN ('assessment', 'finding-part', 'opinion', 'document',
        'reception-item', 'duty-target')),
    owner_id TEXT NOT NULL,
    criterion_id TEXT NOT NULL,
    file_hash TEXT NOT NULL REFERENCES stored_file (hash),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    -- when the evidence was made, apart from when it was uploaded
    evidence_day TEXT NOT NULL,
    uploaded_at TEXT NOT NULL,
    uploaded_by TEXT NOT NULL,
    removed_at TEXT
);
CREATE INDEX evidence_owner ON evidence (owner_id, criterion_id);
CREATE INDEX evidence_file ON evidence (file_hash);
