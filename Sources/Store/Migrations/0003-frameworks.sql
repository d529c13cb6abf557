-- An indicator system; its versions never change once published.
CREATE TABLE framework (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    is_template BOOLEAN NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    created_at TEXT NOT NULL
);

CREATE TABLE framework_version (
    id TEXT PRIMARY KEY,
    framework_id TEXT NOT NULL REFERENCES framework (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'withdrawn')),
    -- the tree as JSON, opaque to SQL
    content TEXT NOT NULL,
    -- SHA-256 of the content, by which a published version is known again
    digest TEXT NOT NULL,
    criteria INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    published_at TEXT,
    version INTEGER NOT NULL,
    UNIQUE (framework_id, number)
);
CREATE UNIQUE INDEX framework_version_draft ON framework_version (framework_id) WHERE state = 'draft';
