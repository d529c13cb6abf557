-- A good row of a sheet of trainings and meetings: new, other than what is there, or the same.
CREATE TABLE training_staged (
    import_id TEXT NOT NULL REFERENCES import_run (id),
    row_number INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('add', 'change', 'same')),
    -- of the activity, which it has already or will have
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    held_on TEXT NOT NULL,
    title TEXT NOT NULL,
    organiser TEXT NOT NULL,
    tenths INTEGER NOT NULL,
    PRIMARY KEY (import_id, row_number),
    UNIQUE (import_id, person_id, held_on, title)
);

-- Sheets of trainings are imported like those of units and inspectors. SQLite changes no CHECK, so the table is made again,
-- and what points at it is held against it when the transaction ends.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE import_run_before AS SELECT * FROM import_run;
DROP TABLE import_run;
CREATE TABLE import_run (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('organisations', 'inspectors', 'trainings')),
    account_id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'mapping', 'checked', 'done', 'failed', 'discarded')),
    -- JSON: the sheet's headings, its first rows, and the field of each column
    header TEXT NOT NULL,
    sample TEXT NOT NULL,
    fields TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    bad INTEGER NOT NULL,
    problem_count INTEGER NOT NULL,
    message TEXT NOT NULL,
    created_at TEXT NOT NULL,
    finished_at TEXT
);
INSERT INTO import_run SELECT * FROM import_run_before;
DROP TABLE import_run_before;
CREATE INDEX import_run_account ON import_run (account_id, created_at);
