-- An office's own figures (指标); every save is a version that stays. province … zone are those of the office.
CREATE TABLE own_figure (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    -- JSON, opaque to SQL: the value Figure as it stands
    content TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (province, city, county, zone, code)
);

CREATE TABLE own_figure_version (
    figure_id TEXT NOT NULL REFERENCES own_figure (id),
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (figure_id, number)
);

-- A value that somebody entered: of a figure that nobody counts, or of an earlier year (基数). A change is another row;
-- the last one holds.
CREATE TABLE figure_entry (
    id TEXT PRIMARY KEY,
    -- the figure's code with what narrows it, such as 'survey.satisfied | 家长'
    figure TEXT NOT NULL,
    -- as the value FigurePeriod writes it, such as 2025
    period TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    is_current BOOLEAN NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('entered', 'baseline')),
    -- an exact fraction such as 1933/2000; empty where the value was taken back
    value TEXT NOT NULL,
    unit TEXT NOT NULL,
    -- where it comes from, in words; for a base line the sentence of last year's summary
    source TEXT NOT NULL,
    -- the reading of a plan that the sentence stands in, and its place there; empty for none
    document TEXT NOT NULL,
    span_from INTEGER,
    span_until INTEGER,
    file_hash TEXT REFERENCES stored_file (hash),
    file_name TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    on_day TEXT NOT NULL,
    at TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    UNIQUE (province, city, county, zone, figure, period, number)
);
CREATE UNIQUE INDEX figure_entry_current ON figure_entry (province, city, county, zone, figure, period)
    WHERE is_current;
CREATE INDEX figure_entry_file ON figure_entry (file_hash) WHERE file_hash IS NOT NULL;

-- What a figure was when it was counted, kept for whom it was counted: a draft or a published summary.
CREATE TABLE figure_value (
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    figure TEXT NOT NULL,
    period TEXT NOT NULL,
    -- an exact fraction, 'none' or 'undefined'
    value TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    -- what it counted, in words
    words TEXT NOT NULL,
    -- the page with its rows
    link TEXT NOT NULL,
    counted_at TEXT NOT NULL,
    -- the last seal of the audit chain at that time; empty before the first
    seal TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (owner_id, figure, period)
);
