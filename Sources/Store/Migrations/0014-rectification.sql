-- A unit's wish for more time or for stages, or a later day that the office gave of its own accord.
CREATE TABLE finding_extension (
    id TEXT PRIMARY KEY,
    -- a part that was split is gone, what it asked for is not
    part_id TEXT NOT NULL,
    finding_id TEXT NOT NULL REFERENCES finding (id),
    kind TEXT NOT NULL CHECK (kind IN ('later', 'longTerm')),
    side TEXT NOT NULL CHECK (side IN ('unit', 'office')),
    reason TEXT NOT NULL,
    due_before TEXT NOT NULL,
    wanted_on TEXT NOT NULL,
    -- JSON list of stages with their days
    milestones TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'refused', 'withdrawn')),
    asked_by TEXT NOT NULL,
    asked_name TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    decided_by TEXT,
    decided_name TEXT NOT NULL,
    decided_on TEXT,
    granted_on TEXT,
    answer TEXT NOT NULL,
    CHECK ((state = 'granted') = (granted_on IS NOT NULL)),
    CHECK ((state = 'asked') = (decided_by IS NULL))
);
CREATE UNIQUE INDEX finding_extension_open ON finding_extension (part_id) WHERE state = 'asked';
CREATE INDEX finding_extension_part ON finding_extension (part_id, asked_at);
CREATE INDEX finding_extension_asked ON finding_extension (asked_at, id) WHERE state = 'asked';

-- The stages of long-term rectifications as their parts have them, for lists and for what is late.
CREATE TABLE finding_milestone (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES finding_part (id),
    finding_id TEXT NOT NULL REFERENCES finding (id),
    ordinal INTEGER NOT NULL,
    title TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'reported', 'confirmed')),
    reported_on TEXT,
    evidence_count INTEGER NOT NULL
);
CREATE INDEX finding_milestone_part ON finding_milestone (part_id, ordinal);
CREATE INDEX finding_milestone_due ON finding_milestone (due_on, id, part_id) WHERE state <> 'confirmed';

-- Looks after closure: does it hold.
CREATE TABLE finding_recheck (
    id TEXT PRIMARY KEY,
    part_id TEXT NOT NULL REFERENCES finding_part (id),
    finding_id TEXT NOT NULL REFERENCES finding (id),
    result TEXT NOT NULL CHECK (result IN ('holds', 'cameBack')),
    on_day TEXT NOT NULL,
    method TEXT NOT NULL,
    note TEXT NOT NULL,
    -- the new deadline where it came back
    due_on TEXT,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX finding_recheck_part ON finding_recheck (part_id, at);
CREATE INDEX finding_recheck_day ON finding_recheck (on_day, id);

-- What came of a problem, told upward as one; superseded when a part of it was opened again.
CREATE TABLE finding_report (
    id TEXT PRIMARY KEY,
    finding_id TEXT NOT NULL REFERENCES finding (id),
    addressee TEXT NOT NULL,
    document_number TEXT NOT NULL,
    on_day TEXT NOT NULL,
    report TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    superseded_on TEXT
);
CREATE UNIQUE INDEX finding_report_current ON finding_report (finding_id) WHERE superseded_on IS NULL;

-- Problems that a campaign of revisits was made for.
CREATE TABLE revisit_part (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    part_id TEXT NOT NULL REFERENCES finding_part (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    PRIMARY KEY (campaign_id, part_id)
);
CREATE INDEX revisit_part_part ON revisit_part (part_id);

-- An office's own phrases, by where they are used.
CREATE TABLE finding_wording (
    id TEXT PRIMARY KEY,
    -- the office's region code; empty for the nation's
    office TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (office, kind, title)
);

-- How far an office lets deadlines be put off.
CREATE TABLE rectification_terms (
    office TEXT PRIMARY KEY,
    -- JSON: the value RectificationTerms
    content TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- What became of each row when many were done at once.
CREATE TABLE bulk_run (
    id TEXT PRIMARY KEY,
    office TEXT NOT NULL,
    act TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL,
    done INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    -- JSON list of rows with their outcome
    content TEXT NOT NULL
);
CREATE INDEX bulk_run_office ON bulk_run (office, at);

-- What an office has to report upward: from above, or shared by several units.
CREATE INDEX finding_office_superior ON finding (office, id) WHERE source = 'superior';
CREATE INDEX finding_part_office_shared ON finding_part (office, finding_id) WHERE ordinal > 1;
-- Problems that were written down by hand and not issued yet.
CREATE INDEX finding_office_draft ON finding (office, created_at) WHERE state = 'draft';
