-- When a county is to pass a standard, tier by tier (创建规划), and how it is certified (创建认定). In every table here
-- province … zone are those of the county or zone that it is about, with its own code: a zone inside a county has both.

CREATE TABLE roadmap_goal (
    -- code of the county or zone
    district TEXT NOT NULL,
    standard TEXT NOT NULL,
    -- empty where the standard has no tiers
    tier TEXT NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (district, standard, tier)
);
CREATE INDEX roadmap_goal_county ON roadmap_goal (county, standard);
CREATE INDEX roadmap_goal_zone ON roadmap_goal (zone, standard);
CREATE INDEX roadmap_goal_city ON roadmap_goal (city, standard);
CREATE INDEX roadmap_goal_province ON roadmap_goal (province, standard);

-- Who changed which planned year, from what to what and why; nothing is ever taken out of here.
CREATE TABLE roadmap_change (
    id TEXT PRIMARY KEY,
    district TEXT NOT NULL,
    district_name TEXT NOT NULL,
    standard TEXT NOT NULL,
    tier TEXT NOT NULL,
    year_before INTEGER,
    year_after INTEGER,
    reason TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL
);
CREATE INDEX roadmap_change_county ON roadmap_change (county, standard, at);
CREATE INDEX roadmap_change_zone ON roadmap_change (zone, standard, at);
CREATE INDEX roadmap_change_city ON roadmap_change (city, standard, at);
CREATE INDEX roadmap_change_province ON roadmap_change (province, standard, at);

-- How many years another standard must have been held before, where an office says something else than the shipped
-- procedure. province … zone are those of the office.
CREATE TABLE certification_precondition (
    standard TEXT NOT NULL,
    required TEXT NOT NULL,
    years INTEGER NOT NULL CHECK (years BETWEEN 0 AND 30),
    basis TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    PRIMARY KEY (standard, required, province, city, county, zone)
);

-- A county's way through the steps.
CREATE TABLE certification (
    id TEXT PRIMARY KEY,
    district TEXT NOT NULL,
    district_name TEXT NOT NULL,
    standard TEXT NOT NULL,
    tier TEXT NOT NULL,
    -- what it is, for lists of what waits: 学前教育普及普惠（提高）创建认定
    title TEXT NOT NULL,
    -- the year for which it applies
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    state TEXT NOT NULL CHECK (state IN ('open', 'certified', 'terminated', 'withdrawn')),
    -- the step under way or the last one, its pass, and the region whose office has the turn; empty once it is over
    step TEXT NOT NULL,
    pass_id TEXT NOT NULL,
    turn TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    ended_on TEXT,
    -- why it was terminated or taken back
    reason TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((state = 'open') = (ended_on IS NULL))
);
CREATE UNIQUE INDEX certification_open ON certification (district, standard) WHERE state = 'open';
CREATE INDEX certification_turn ON certification (turn) WHERE state = 'open';
CREATE INDEX certification_county ON certification (county, opened_on);
CREATE INDEX certification_zone ON certification (zone, opened_on);
CREATE INDEX certification_city ON certification (city, opened_on);
CREATE INDEX certification_province ON certification (province, opened_on);

-- One time that a step was under way; its clock is the row of deadline whose subject is the pass.
CREATE TABLE certification_pass (
    id TEXT PRIMARY KEY,
    certification_id TEXT NOT NULL REFERENCES certification (id),
    number INTEGER NOT NULL,
    step TEXT NOT NULL,
    began_on TEXT NOT NULL,
    ended_on TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('open', 'done', 'returned', 'stopped')),
    -- what came of it, and the number or title of the paper that says so
    note TEXT NOT NULL,
    document TEXT NOT NULL,
    by_person TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT,
    UNIQUE (certification_id, number)
);

-- What a county was certified as (称号), by the steps above or recorded by hand.
CREATE TABLE certified_title (
    id TEXT PRIMARY KEY,
    district TEXT NOT NULL,
    district_name TEXT NOT NULL,
    standard TEXT NOT NULL,
    tier TEXT NOT NULL,
    certified_on TEXT NOT NULL,
    document TEXT NOT NULL,
    certification_id TEXT REFERENCES certification (id),
    withdrawn_on TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE UNIQUE INDEX certified_title_held ON certified_title (district, standard, tier) WHERE withdrawn_on IS NULL;
CREATE INDEX certified_title_county ON certified_title (county, certified_on);
CREATE INDEX certified_title_zone ON certified_title (zone, certified_on);
CREATE INDEX certified_title_city ON certified_title (city, certified_on);
CREATE INDEX certified_title_province ON certified_title (province, certified_on);

-- What became of a title: reviews (复查), rectification, 约谈, 督导通报, withdrawal.
CREATE TABLE certified_event (
    id TEXT PRIMARY KEY,
    title_id TEXT NOT NULL REFERENCES certified_title (id),
    kind TEXT NOT NULL CHECK (kind IN ('reached', 'fell', 'rectified', 'interviewed', 'reported', 'withdrawn')),
    year INTEGER NOT NULL,
    on_day TEXT NOT NULL,
    words TEXT NOT NULL,
    document TEXT NOT NULL,
    by_name TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX certified_event_title ON certified_event (title_id, on_day);
CREATE UNIQUE INDEX certified_event_review ON certified_event (title_id, year) WHERE kind IN ('reached', 'fell');
