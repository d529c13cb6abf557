-- Who receives inspectors at a school (到校联系人): told to those who visit it, kept by the school and its office.
CREATE TABLE visit_contact (
    organisation_id TEXT PRIMARY KEY REFERENCES organisation (id),
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_name TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- What was decided about a mark before it was decided anew or asked again; the decision that holds is in visit_note.
CREATE TABLE visit_ruling (
    visit_id TEXT NOT NULL REFERENCES visit (id),
    mark TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_name TEXT NOT NULL,
    PRIMARY KEY (visit_id, mark, decided_at)
);
