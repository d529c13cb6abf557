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

-- Sheets of trainings are imported like those of units and inspectors; SQLite cannot change a CHECK.
ALTER TABLE import_run ADD COLUMN sheet TEXT NOT NULL DEFAULT 'organisations'
    CHECK (sheet IN ('organisations', 'inspectors', 'trainings'));
UPDATE import_run SET sheet = kind;
ALTER TABLE import_run DROP COLUMN kind;
ALTER TABLE import_run RENAME COLUMN sheet TO kind;
