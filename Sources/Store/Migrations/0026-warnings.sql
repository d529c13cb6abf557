-- What became of a county by the figures locked for a year, so that another year is compared without reading its schools.
CREATE TABLE balance_standing (
    -- as in an address: county-320102
    district TEXT NOT NULL,
    year INTEGER NOT NULL,
    standard TEXT NOT NULL,
    -- JSON, opaque to SQL
    standing TEXT NOT NULL,
    -- the day it was worked out; the sweeper does it anew every day
    updated_on TEXT NOT NULL,
    PRIMARY KEY (district, year, standard)
);
CREATE INDEX balance_standing_updated ON balance_standing (updated_on);

-- Something that somebody should look at before it is too late. province … zone are where it is.
CREATE TABLE early_warning (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- what it is about, once among those of its kind and place that are not over
    subject TEXT NOT NULL,
    year INTEGER NOT NULL,
    -- in words, as lists and reminders say it
    title TEXT NOT NULL,
    -- JSON as the kind has it
    details TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'seen', 'over')),
    raised_at TEXT NOT NULL,
    seen_by TEXT NOT NULL,
    seen_at TEXT,
    note TEXT NOT NULL,
    over_at TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL
);
CREATE UNIQUE INDEX early_warning_subject ON early_warning (kind, county, zone, subject) WHERE state <> 'over';
CREATE INDEX early_warning_county ON early_warning (county, state, raised_at);
CREATE INDEX early_warning_zone ON early_warning (zone, state, raised_at);
CREATE INDEX early_warning_city ON early_warning (city, state, raised_at);
CREATE INDEX early_warning_province ON early_warning (province, state, raised_at);
