-- When an office reminds its people and units (提醒规定); office is the code of the region that it supervises.
CREATE TABLE reminder_terms (
    office TEXT PRIMARY KEY,
    -- JSON, opaque to SQL
    content TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- How a person wants to be reminded; who has no row is reminded on the site only.
CREATE TABLE reminder_wish (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    -- verified by a link that was mailed to it; empty for none
    mail TEXT NOT NULL,
    -- asked for and not verified yet, with the hash of its token
    pending_mail TEXT NOT NULL,
    token_digest TEXT NOT NULL,
    token_until TEXT NOT NULL,
    on_site BOOLEAN NOT NULL,
    by_mail BOOLEAN NOT NULL,
    -- kinds of to-dos of which nothing is said before they are late, with a space between them
    muted TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- That a person was reminded of a thing at a stage: once, whatever server is down when.
CREATE TABLE reminder (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    about TEXT NOT NULL,
    who TEXT NOT NULL,
    due_on TEXT NOT NULL,
    -- days from the due day; negative before it
    stage INTEGER NOT NULL,
    made_on TEXT NOT NULL,
    -- the mail that said so; empty when it was said on the site only
    message_id TEXT NOT NULL,
    UNIQUE (person_id, kind, subject_id, who, due_on, stage)
);
CREATE INDEX reminder_person ON reminder (person_id, made_on);
CREATE INDEX reminder_made ON reminder (made_on);

-- The last working day on which a person's to-dos were looked through.
CREATE TABLE reminder_round (
    person_id TEXT PRIMARY KEY REFERENCES person (id),
    on_day TEXT NOT NULL
);

-- An office's group robots; address and secret are kept like passwords. province … zone are the office's.
CREATE TABLE webhook (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('wecom', 'dingtalk', 'generic')),
    address TEXT NOT NULL,
    secret TEXT NOT NULL,
    occasion TEXT NOT NULL CHECK (occasion IN ('daily', 'late')),
    is_on BOOLEAN NOT NULL,
    -- the last working day whose digest was made
    digest_on TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    version INTEGER NOT NULL
);
CREATE INDEX webhook_county ON webhook (county, name);
CREATE INDEX webhook_city ON webhook (city, name);
CREATE INDEX webhook_zone ON webhook (zone, name);
CREATE INDEX webhook_province ON webhook (province, name);

-- What leaves the house: written with the change that it tells of, sent afterwards. province … zone say whose
-- administrators look after it.
CREATE TABLE outbox_message (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'webhook')),
    purpose TEXT NOT NULL CHECK (purpose IN ('digest', 'verification', 'trial')),
    -- a mail address, or the name of a robot
    recipient TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- JSON, opaque to SQL; emptied once it holds a token that nobody needs any more
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'given-up', 'discarded')),
    attempts INTEGER NOT NULL,
    -- parts of a long robot's message that have arrived
    parts_done INTEGER NOT NULL,
    next_at TEXT NOT NULL,
    tried_at TEXT,
    last_error TEXT NOT NULL,
    owner TEXT NOT NULL,
    lease_until TEXT NOT NULL,
    created_at TEXT NOT NULL,
    sent_at TEXT,
    expires_at TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL
);
CREATE INDEX outbox_message_waiting ON outbox_message (next_at, id) WHERE state IN ('queued', 'sending', 'failed');
CREATE INDEX outbox_message_created ON outbox_message (created_at, id);
CREATE INDEX outbox_message_webhook ON outbox_message (webhook_id, tried_at) WHERE webhook_id <> '';
