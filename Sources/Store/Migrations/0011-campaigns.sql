-- Batches of one campaign: the first one's id is the series; a campaign without a row here stands alone.
CREATE TABLE campaign_batch (
    campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
    series_id TEXT NOT NULL REFERENCES campaign (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    UNIQUE (series_id, number)
);

-- Frameworks beside a campaign's first, from position 2 on: one visit, several results.
CREATE TABLE campaign_framework (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    position INTEGER NOT NULL CHECK (position >= 2),
    framework_version_id TEXT NOT NULL REFERENCES framework_version (id),
    PRIMARY KEY (campaign_id, position),
    UNIQUE (campaign_id, framework_version_id)
);
CREATE INDEX campaign_framework_version ON campaign_framework (framework_version_id);

-- The draw of the days of an unannounced campaign; each unit's day follows from seed, code and working days.
CREATE TABLE visit_day_draw (
    campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
    seed TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    -- the working days there were to draw from, in their order, as the calendar had them then
    working_days TEXT NOT NULL CHECK (working_days <> ''),
    drawn_by TEXT NOT NULL,
    drawn_at TEXT NOT NULL,
    CHECK (until_day >= from_day)
);

-- Somebody looked at the clashes of a campaign and says why it goes on; counts for exactly those clashes.
CREATE TABLE clash_acknowledgement (
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    -- SHA-256 of the clashes that were shown
    digest TEXT NOT NULL,
    clashes INTEGER NOT NULL,
    reason TEXT NOT NULL,
    by_person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX clash_acknowledgement_campaign ON clash_acknowledgement (campaign_id, at);
