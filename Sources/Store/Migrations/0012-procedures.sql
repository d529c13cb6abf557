-- An office's own procedures; every save is a version that stays. province … zone are those of the office.
CREATE TABLE own_procedure (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'retired')),
    number INTEGER NOT NULL,
    -- JSON, opaque to SQL: the value Procedure as it stands
    content TEXT NOT NULL,
    steps INTEGER NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX own_procedure_place ON own_procedure (province, city, county, zone, name);

CREATE TABLE own_procedure_version (
    procedure_id TEXT NOT NULL REFERENCES own_procedure (id),
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    by_person TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (procedure_id, number)
);

-- What was written down about one step of one unit, such as a round of 视导; a verdict other than 'passed' leaves the
-- step open. province … zone as in the inspection.
CREATE TABLE step_record (
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    inspection_id TEXT NOT NULL REFERENCES inspection (id),
    step TEXT NOT NULL,
    step_name TEXT NOT NULL,
    on_day TEXT NOT NULL,
    place TEXT NOT NULL,
    participants TEXT NOT NULL,
    content TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('', 'passed', 'failed')),
    by_person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX step_record_inspection ON step_record (inspection_id, at);
CREATE INDEX step_record_campaign ON step_record (campaign_id, on_day, id);

-- People who were heard about a unit; the unit itself never sees what they said.
CREATE TABLE hearing (
    id TEXT PRIMARY KEY,
    inspection_id TEXT NOT NULL REFERENCES inspection (id),
    audience TEXT NOT NULL CHECK (audience IN ('general', 'parents', 'teachers', 'pupils')),
    method TEXT NOT NULL CHECK (method IN ('meeting', 'interview', 'questionnaire', 'announcement')),
    on_day TEXT NOT NULL,
    place TEXT NOT NULL,
    attendees INTEGER NOT NULL CHECK (attendees >= 1),
    managers INTEGER NOT NULL,
    teachers INTEGER NOT NULL,
    selection TEXT NOT NULL,
    summary TEXT NOT NULL,
    by_person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX hearing_inspection ON hearing (inspection_id, at);

-- A team member's vote on one version of a 督导意见书, counted from 1.
CREATE TABLE team_vote (
    inspection_id TEXT NOT NULL REFERENCES inspection (id),
    text_number INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    agrees BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    on_day TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (inspection_id, text_number, person_id)
);

-- Who took part in a campaign's training; organisation_id is null for somebody of no unit of the registry.
CREATE TABLE attendance (
    id TEXT PRIMARY KEY,
    campaign_id TEXT NOT NULL REFERENCES campaign (id),
    organisation_id TEXT REFERENCES organisation (id),
    organisation_name TEXT NOT NULL,
    person_name TEXT NOT NULL,
    post TEXT NOT NULL,
    added_by TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (campaign_id, organisation_name, person_name)
);
CREATE INDEX attendance_organisation ON attendance (organisation_id) WHERE organisation_id IS NOT NULL;
