-- A search for the cheapest way to pass (最省达标方案): what was asked, and what was found. province … zone are those of
-- the office that asked.
CREATE TABLE improvement (
    id TEXT PRIMARY KEY,
    -- the county or zone that is judged
    region TEXT NOT NULL,
    region_name TEXT NOT NULL,
    year INTEGER NOT NULL,
    standard TEXT NOT NULL,
    -- empty for all stages
    stage TEXT NOT NULL,
    locked_only BOOLEAN NOT NULL,
    -- JSON: PriceLine
    prices TEXT NOT NULL,
    seconds INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'refused', 'stopped')),
    -- JSON: ImprovementReport; empty until done
    report TEXT NOT NULL,
    -- why it was refused, told to the person who asked
    message TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL
);
CREATE INDEX improvement_county ON improvement (county, created_at);
CREATE INDEX improvement_zone ON improvement (zone, created_at);
CREATE INDEX improvement_city ON improvement (city, created_at);
