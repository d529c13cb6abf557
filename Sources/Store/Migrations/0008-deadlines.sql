-- What somebody must do by a day. Undetermined: the calendar of that year is not known yet. province … zone and
-- organisation_id say who is concerned, as in the row that it belongs to.
CREATE TABLE deadline (
    id TEXT PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    rule TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    clause TEXT NOT NULL,
    title TEXT NOT NULL,
    triggered_on TEXT NOT NULL,
    due_on TEXT,
    undetermined_year INTEGER,
    -- how long it is where the office set it, such as 5 workingDays; empty where the rule says it
    term TEXT NOT NULL DEFAULT '',
    -- why the office set the days itself, where the rule gives none
    reason TEXT NOT NULL,
    -- where it is met
    path TEXT NOT NULL,
    -- which side has to act: unit | office | director | team
    side TEXT NOT NULL,
    organisation_id TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    met_on TEXT,
    cancelled_on TEXT,
    -- marked once by the sweeper
    soon_at TEXT,
    late_at TEXT,
    UNIQUE (subject_id, rule, triggered_on)
);
CREATE INDEX deadline_open ON deadline (due_on, id) WHERE met_on IS NULL AND cancelled_on IS NULL;
CREATE INDEX deadline_organisation ON deadline (organisation_id, due_on);
CREATE INDEX deadline_county ON deadline (county, due_on);
CREATE INDEX deadline_zone ON deadline (zone, due_on);
CREATE INDEX deadline_city ON deadline (city, due_on);
