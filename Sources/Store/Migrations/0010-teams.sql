-- An inspector should stay away from a unit (回避); province … zone are those of who manages the unit.
CREATE TABLE recusal (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    ground TEXT NOT NULL,
    -- when the person left the unit, for the ground that asks
    left_on TEXT,
    explanation TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('inspector', 'unit', 'office')),
    applied_by TEXT NOT NULL REFERENCES person (id),
    applied_on TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('applied', 'granted', 'refused', 'withdrawn', 'lifted')),
    -- the days on which it bars; without a last day until it is lifted
    from_day TEXT,
    until_day TEXT,
    decided_by TEXT,
    decided_on TEXT,
    reason TEXT NOT NULL DEFAULT '',
    -- when the applicant read the decision
    told_on TEXT,
    jurisdiction TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    -- one that was lifted before its second day never barred
    CHECK (state <> 'granted' OR from_day IS NOT NULL)
);
CREATE INDEX recusal_person ON recusal (person_id, organisation_id);
CREATE INDEX recusal_organisation ON recusal (organisation_id);
CREATE INDEX recusal_county ON recusal (county, applied_on);
CREATE INDEX recusal_zone ON recusal (zone, applied_on);
CREATE INDEX recusal_city ON recusal (city, applied_on);
-- One that waits or bars is enough for the same two.
CREATE UNIQUE INDEX recusal_live ON recusal (person_id, organisation_id) WHERE state IN ('applied', 'granted');

-- Somebody who joins a campaign for some days: of another office, or seconded. province … zone are those of the office
-- that has to agree; office_… those of the one that runs the campaign.
CREATE TABLE team_invitation (
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    capacity TEXT NOT NULL CHECK (capacity IN ('inspector', 'expert', 'seconded')),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'agreed', 'refused', 'ended')),
    note TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    decided_by TEXT,
    decided_on TEXT,
    reason TEXT NOT NULL DEFAULT '',
    -- why it could be agreed without asking: the inviting office is the superior one, or the person's own
    basis TEXT NOT NULL DEFAULT '',
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (until_day >= from_day)
);
CREATE INDEX team_invitation_campaign ON team_invitation (campaign_id, state);
CREATE INDEX team_invitation_county ON team_invitation (county, asked_on);
CREATE INDEX team_invitation_zone ON team_invitation (zone, asked_on);
CREATE INDEX team_invitation_city ON team_invitation (city, asked_on);
CREATE INDEX team_invitation_ending ON team_invitation (until_day) WHERE state = 'agreed';
CREATE UNIQUE INDEX team_invitation_live ON team_invitation (campaign_id, person_id) WHERE state IN ('asked', 'agreed');

-- How many people at least a team of an evaluation has; other kinds have their rule.
CREATE TABLE team_size (
    campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
    least INTEGER NOT NULL CHECK (least >= 1)
);

-- Teams proposed for a campaign, until they are accepted or another proposal takes their place.
CREATE TABLE team_proposal (
    campaign_id TEXT PRIMARY KEY REFERENCES campaign (id),
    seed TEXT NOT NULL,
    inspectors INTEGER NOT NULL,
    others INTEGER NOT NULL,
    person_limit INTEGER,
    level TEXT NOT NULL,
    -- whether units that have a team already got another
    anew BOOLEAN NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE TABLE team_proposal_unit (
    campaign_id TEXT NOT NULL REFERENCES team_proposal (campaign_id),
    inspection_id TEXT NOT NULL REFERENCES inspection (id),
    by_hand BOOLEAN NOT NULL,
    -- 督学 (or other people) found of those needed, where no team could be made
    found INTEGER NOT NULL,
    needed INTEGER NOT NULL,
    lacks TEXT NOT NULL,
    PRIMARY KEY (campaign_id, inspection_id)
);
CREATE TABLE team_proposal_seat (
    campaign_id TEXT NOT NULL,
    inspection_id TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id),
    capacity TEXT NOT NULL,
    is_lead BOOLEAN NOT NULL,
    ticket TEXT NOT NULL,
    PRIMARY KEY (campaign_id, inspection_id, person_id),
    FOREIGN KEY (campaign_id, inspection_id) REFERENCES team_proposal_unit (campaign_id, inspection_id)
);

-- A five-year round as its office plans it; campaigns name it by key.
CREATE TABLE round_cycle (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    first_year INTEGER NOT NULL,
    length INTEGER NOT NULL CHECK (length BETWEEN 1 AND 10),
    -- JSON, opaque to SQL: which units it is about
    filter TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (province, city, county, zone, key)
);
-- In which year a unit's turn is.
CREATE TABLE round_plan (
    cycle_id TEXT NOT NULL REFERENCES round_cycle (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    year INTEGER NOT NULL,
    PRIMARY KEY (cycle_id, organisation_id)
);

-- A unit's result was looked at for 年检, 级类 or 评优; what it was on that day stays with the entry.
CREATE TABLE result_use (
    id TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    -- the result that was opened: of an inspection, or of a round before there was Dudao
    inspection_id TEXT REFERENCES inspection (id),
    round_key TEXT NOT NULL,
    done_on TEXT,
    source TEXT NOT NULL,
    grade TEXT NOT NULL,
    score TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('annual-check', 'classing', 'honour')),
    matter TEXT NOT NULL,
    by_person TEXT NOT NULL REFERENCES person (id),
    on_day TEXT NOT NULL,
    at TEXT NOT NULL,
    decision TEXT NOT NULL DEFAULT '',
    decided_by TEXT,
    decided_on TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL
);
CREATE INDEX result_use_organisation ON result_use (organisation_id, at);
CREATE INDEX result_use_county ON result_use (county, at);
CREATE INDEX result_use_zone ON result_use (zone, at);
CREATE INDEX result_use_city ON result_use (city, at);
