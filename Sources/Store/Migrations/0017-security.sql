-- What an account proves itself with beside its password (两步验证, RFC 6238). The secret is shared with a phone, so it
-- cannot be hashed: whoever can read this table can make codes, but has no password by that.
CREATE TABLE second_factor (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    -- Base32
    secret TEXT NOT NULL,
    begun_at TEXT NOT NULL,
    -- null until the first code was right
    confirmed_at TEXT,
    -- the last period whose code was taken: none is taken twice
    last_step BIGINT NOT NULL
);

-- For a lost phone: each opens the account once; only hashes are kept.
CREATE TABLE recovery_code (
    account_id TEXT NOT NULL REFERENCES account (id),
    code_hash TEXT NOT NULL,
    used_at TEXT,
    PRIMARY KEY (account_id, code_hash)
);

-- A year's holidays as an administrator imported them; the shipped years are in the program and give way to these.
CREATE TABLE work_year (
    year INTEGER PRIMARY KEY,
    -- days from Monday to Friday that are free, weekends that are worked: with a space between them
    days_off TEXT NOT NULL,
    worked_weekends TEXT NOT NULL,
    -- the notice's number or address
    source TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    imported_at TEXT NOT NULL
);

-- Which deadlines got their day by a year's import, or another day.
CREATE TABLE work_year_effect (
    year INTEGER NOT NULL REFERENCES work_year (year),
    deadline_id TEXT NOT NULL REFERENCES deadline (id),
    -- null where nobody could say it before
    due_before TEXT,
    due_on TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (year, deadline_id, at)
);

-- A unit was merged, split, closed, or got another category or master: what hung on it and what became of each.
CREATE TABLE reorganisation (
    id TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- JSON, opaque to SQL: names of the successors; each thing with its decision
    successors TEXT NOT NULL,
    decisions TEXT NOT NULL,
    by_person TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX reorganisation_organisation ON reorganisation (organisation_id, at);

-- 教育集团, 学区, 联盟: units that an office looks at together; province … zone are the office's.
CREATE TABLE organisation_group (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('group', 'district', 'alliance')),
    -- the school that leads it; a 学区 may have none
    lead_id TEXT REFERENCES organisation (id),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    note TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (until_day >= from_day)
);
CREATE INDEX organisation_group_county ON organisation_group (county, name);
CREATE INDEX organisation_group_city ON organisation_group (city, name);
CREATE INDEX organisation_group_zone ON organisation_group (zone, name);
CREATE INDEX organisation_group_province ON organisation_group (province, name);

CREATE TABLE group_member (
    id TEXT PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES organisation_group (id),
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    CHECK (until_day >= from_day)
);
CREATE INDEX group_member_group ON group_member (group_id, organisation_id);
CREATE INDEX group_member_organisation ON group_member (organisation_id, group_id);
