-- Days are TEXT yyyy-MM-dd, instants TEXT yyyy-MM-ddTHH:mm:ss.SSSZ, enums TEXT with a CHECK, ids UUIDv7 TEXT,
-- truth values BOOLEAN; on both engines.

-- What the deployment was told once: jurisdiction, office name, home region …
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- A natural person; erasable apart from everything that points at it.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL
);

-- A login: one person in one role, with one scope.
CREATE TABLE account (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    login TEXT NOT NULL,
    login_folded TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('officer', 'director', 'inspector', 'principal', 'clerk', 'evaluator',
        'leader', 'auditor', 'admin', 'security')),
    -- nation | province | city | county | zone | organisation | granted
    scope TEXT NOT NULL CHECK (scope IN ('nation', 'province', 'city', 'county', 'zone', 'organisation', 'granted')),
    region_code TEXT NOT NULL DEFAULT '',
    organisation_id TEXT,
    -- whose administrators manage the account
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    password TEXT NOT NULL,
    must_change BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL,
    created_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- whether a security officer, another person than who made or reset the account, has looked at it
    is_reviewed BOOLEAN NOT NULL,
    review_due_to TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (scope <> 'organisation' OR organisation_id IS NOT NULL)
);
CREATE INDEX account_person ON account (person_id);
CREATE INDEX account_county ON account (county, login_folded);
CREATE INDEX account_city ON account (city, login_folded);
CREATE INDEX account_organisation ON account (organisation_id) WHERE organisation_id IS NOT NULL;

-- A signed-in browser; only the hash of its token is kept.
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    csrf TEXT NOT NULL,
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    -- the last time its person proved who they are, by password or code
    proved_at TEXT NOT NULL,
    -- the password was right, the second factor is still to come
    needs_code BOOLEAN NOT NULL,
    -- browser and system as the browser told, and the address it came from
    device TEXT NOT NULL,
    address TEXT NOT NULL
);
CREATE INDEX session_account ON session (account_id);

-- A browser from which an account signed in before; failures there count apart from a stranger's.
CREATE TABLE known_device (
    token_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    created_at TEXT NOT NULL
);

-- Failed sign-ins by key (address and login, address alone, device).
CREATE TABLE login_failure (
    key TEXT PRIMARY KEY,
    -- the login's own hash, by which a security officer unlocks it; empty for an address alone
    login_hash TEXT NOT NULL,
    count INTEGER NOT NULL,
    since TEXT NOT NULL
);
CREATE INDEX login_failure_login ON login_failure (login_hash);

-- What a person may see beyond the home scope, or at all (inspectors, evaluators): from and until a day.
CREATE TABLE access_grant (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person (id),
    subject_id TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    UNIQUE (person_id, subject_id)
);
CREATE INDEX access_grant_subject ON access_grant (subject_id);

-- Every state-changing request, once: a repeated one gets the stored answer.
CREATE TABLE command (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    result TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX command_at ON command (at);

-- A change and its entry are one transaction; the sealer chains entries afterwards.
CREATE TABLE audit_entry (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    account_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    -- canonical JSON: keys sorted, ids and digests only, never personal values
    content TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    -- 0 until sealed
    sealed_as INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX audit_entry_unsealed ON audit_entry (id) WHERE sealed_as = 0;
CREATE INDEX audit_entry_at ON audit_entry (at, id);
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, at);

CREATE TABLE audit_seal (
    sequence INTEGER PRIMARY KEY,
    entry_id TEXT NOT NULL UNIQUE REFERENCES audit_entry (id),
    hash TEXT NOT NULL
);

-- Who does a thing that only one server may do at a time.
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    until TEXT NOT NULL
);

-- Long work: input lies in the file store before it is queued, so any server can run it.
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- as people read it in the list of jobs
    title TEXT NOT NULL,
    account_id TEXT NOT NULL,
    input TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    progress INTEGER NOT NULL,
    total INTEGER NOT NULL,
    message TEXT NOT NULL,
    result TEXT NOT NULL,
    owner TEXT NOT NULL,
    lease_until TEXT NOT NULL,
    -- how often it was begun; a job that ends its server every time is given up
    attempts INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT
);
CREATE INDEX job_waiting ON job (created_at, id) WHERE state IN ('queued', 'running');
CREATE INDEX job_account ON job (account_id, created_at);

-- A file by its content; the bytes lie in the files folder under this hash.
CREATE TABLE stored_file (
    hash TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    stored_at TEXT NOT NULL
);
