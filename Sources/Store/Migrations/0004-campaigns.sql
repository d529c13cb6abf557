-- framework × scope × procedure × dates; province … zone are those of the office that runs it.
CREATE TABLE campaign (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- 明察 with a notice, 暗访 without
    manner TEXT NOT NULL DEFAULT 'announced' CHECK (manner IN ('announced', 'unannounced')),
    framework_version_id TEXT REFERENCES framework_version (id),
    -- the round in which a unit is supervised once, such as 'bxxw-2021-2025'; empty for none
    round_key TEXT NOT NULL,
    round_name TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    -- JSON, opaque to SQL: steps; where the campaign's own steps stand; strata
    procedure TEXT NOT NULL,
    -- where the copy came from
    procedure_code TEXT NOT NULL DEFAULT '',
    procedure_state TEXT NOT NULL,
    scope TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'framed', 'drawn', 'running', 'finished')),
    frame_hash TEXT,
    framed_at TEXT,
    seed TEXT,
    drawn_at TEXT,
    -- JSON, opaque to SQL: which state was entered, by whom, when
    history TEXT NOT NULL DEFAULT '[]',
    -- the draw's record as JSON, as it downloads
    draw_record TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (ends_on >= starts_on)
);
CREATE INDEX campaign_county ON campaign (county, starts_on, id);
CREATE INDEX campaign_zone ON campaign (zone, starts_on, id);
CREATE INDEX campaign_city ON campaign (city, starts_on, id);
CREATE INDEX campaign_province ON campaign (province, starts_on, id);

-- The frozen frame: who may be drawn, who is left out and why, who was chosen by hand and why.
CREATE TABLE frame_unit (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_version_id TEXT NOT NULL REFERENCES organisation_version (id),
    code TEXT NOT NULL,
    stratum INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('in', 'excluded', 'chosen')),
    reason TEXT NOT NULL,
    ticket TEXT NOT NULL DEFAULT '',
    selected BOOLEAN NOT NULL DEFAULT false,
    position INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (campaign_id, organisation_id)
);

-- A unit was supervised in a round: by a campaign of ours, or before there was Dudao.
CREATE TABLE round_record (
    round_key TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    done_on TEXT NOT NULL,
    source TEXT NOT NULL,
    campaign_id TEXT REFERENCES campaign (id),
    grade TEXT NOT NULL,
    PRIMARY KEY (round_key, organisation_id)
);
CREATE INDEX round_record_organisation ON round_record (organisation_id);

-- One organisation going through one campaign; province … zone are those of who manages the organisation.
CREATE TABLE inspection (
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    organisation_version_id TEXT NOT NULL REFERENCES organisation_version (id),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    stratum TEXT NOT NULL,
    -- JSON, opaque to SQL: where each of the unit's steps stands
    procedure_state TEXT NOT NULL,
    -- code of the step that is open now; empty once all are done
    step TEXT NOT NULL,
    step_name TEXT NOT NULL DEFAULT '',
    -- acts that its open steps still ask for, each between commas, such as ',onSite,parentHearing,'
    wants TEXT NOT NULL DEFAULT '',
    -- prepared until the campaign starts: only its office knows of it
    state TEXT NOT NULL CHECK (state IN ('prepared', 'running', 'finished')),
    planned_on TEXT,
    visited_on TEXT,
    -- picked by the office for a step that concerns only some units
    chosen BOOLEAN NOT NULL DEFAULT false,
    chosen_reason TEXT NOT NULL DEFAULT '',
    -- 暗访: the unit and the offices below know nothing of it until somebody has been there
    hidden BOOLEAN NOT NULL DEFAULT false,
    score TEXT,
    grade TEXT,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (campaign_id, organisation_id)
);
CREATE INDEX inspection_campaign ON inspection (campaign_id, step);
CREATE INDEX inspection_organisation ON inspection (organisation_id, campaign_id);
CREATE INDEX inspection_county ON inspection (county, campaign_id);
CREATE INDEX inspection_zone ON inspection (zone, campaign_id);
CREATE INDEX inspection_city ON inspection (city, campaign_id);
CREATE INDEX inspection_province ON inspection (province, campaign_id);

-- Members also hold an access_grant whose subject is the inspection.
CREATE TABLE team_member (
    inspection_id TEXT NOT NULL REFERENCES inspection (id),
    person_id TEXT NOT NULL REFERENCES person (id),
    is_lead BOOLEAN NOT NULL,
    -- only 督学 count toward the number that the regulation asks for
    capacity TEXT NOT NULL DEFAULT 'inspector' CHECK (capacity IN ('inspector', 'expert', 'seconded')),
    PRIMARY KEY (inspection_id, person_id)
);
CREATE INDEX team_member_person ON team_member (person_id);
CREATE UNIQUE INDEX team_member_lead ON team_member (inspection_id) WHERE is_lead;

-- Acts that were done and that steps of the procedure require; a campaign's own have an empty inspection_id.
CREATE TABLE procedure_act (
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    inspection_id TEXT NOT NULL,
    act TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    PRIMARY KEY (campaign_id, inspection_id, act)
);

-- What was written down when a campaign's own step was done: the day, where, how many came.
CREATE TABLE campaign_note (
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    step TEXT NOT NULL,
    act TEXT NOT NULL,
    on_day TEXT NOT NULL,
    place TEXT NOT NULL,
    attendees INTEGER,
    note TEXT NOT NULL,
    by_person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX campaign_note_campaign ON campaign_note (campaign_id, at);
