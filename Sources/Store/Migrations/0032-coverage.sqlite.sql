-- How many visits a school had in each month of a half-year, so that a province is counted without reading its visits: term is
-- 2026-1 for February to July 2026 and 2026-2 for the August to January after it, m1 the first of its six months. Whatever
-- changes a visit changes it in the same transaction; a backup leaves it out, since storing the visits makes it again.
CREATE TABLE coverage_count (
    organisation_id TEXT NOT NULL,
    term TEXT NOT NULL,
    m1 INTEGER NOT NULL,
    m2 INTEGER NOT NULL,
    m3 INTEGER NOT NULL,
    m4 INTEGER NOT NULL,
    m5 INTEGER NOT NULL,
    m6 INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, term)
) WITHOUT ROWID;

-- How often an office wants schools to be seen, and when they teach; where it has none, that of the office above holds.
CREATE TABLE coverage_rule (
    office TEXT PRIMARY KEY,
    -- JSON, opaque to SQL: the value CoverageRule
    content TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    version INTEGER NOT NULL
);

CREATE TRIGGER visit_covered_new AFTER INSERT ON visit WHEN NOT NEW.is_void
BEGIN
    INSERT INTO coverage_count (organisation_id, term, m1, m2, m3, m4, m5, m6)
    SELECT NEW.organisation_id,
        CASE WHEN substr(NEW.visited_on, 6, 2) = '01' THEN (CAST(substr(NEW.visited_on, 1, 4) AS INTEGER) - 1) || '-2'
            WHEN substr(NEW.visited_on, 6, 2) < '08' THEN substr(NEW.visited_on, 1, 4) || '-1' ELSE substr(NEW.visited_on, 1, 4) || '-2' END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('02', '08') THEN 1 ELSE 0 END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('03', '09') THEN 1 ELSE 0 END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('04', '10') THEN 1 ELSE 0 END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('05', '11') THEN 1 ELSE 0 END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('06', '12') THEN 1 ELSE 0 END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('07', '01') THEN 1 ELSE 0 END
    WHERE NOT NEW.is_void
    ON CONFLICT (organisation_id, term) DO UPDATE SET m1 = coverage_count.m1 + excluded.m1,
        m2 = coverage_count.m2 + excluded.m2, m3 = coverage_count.m3 + excluded.m3, m4 = coverage_count.m4 + excluded.m4,
        m5 = coverage_count.m5 + excluded.m5, m6 = coverage_count.m6 + excluded.m6;
END;
CREATE TRIGGER visit_covered_changed AFTER UPDATE ON visit
WHEN OLD.is_void <> NEW.is_void OR OLD.visited_on <> NEW.visited_on
    OR OLD.organisation_id <> NEW.organisation_id
BEGIN
    INSERT INTO coverage_count (organisation_id, term, m1, m2, m3, m4, m5, m6)
    SELECT OLD.organisation_id,
        CASE WHEN substr(OLD.visited_on, 6, 2) = '01' THEN (CAST(substr(OLD.visited_on, 1, 4) AS INTEGER) - 1) || '-2'
            WHEN substr(OLD.visited_on, 6, 2) < '08' THEN substr(OLD.visited_on, 1, 4) || '-1' ELSE substr(OLD.visited_on, 1, 4) || '-2' END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('02', '08') THEN -1 ELSE 0 END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('03', '09') THEN -1 ELSE 0 END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('04', '10') THEN -1 ELSE 0 END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('05', '11') THEN -1 ELSE 0 END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('06', '12') THEN -1 ELSE 0 END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('07', '01') THEN -1 ELSE 0 END
    WHERE NOT OLD.is_void
    ON CONFLICT (organisation_id, term) DO UPDATE SET m1 = coverage_count.m1 + excluded.m1,
        m2 = coverage_count.m2 + excluded.m2, m3 = coverage_count.m3 + excluded.m3, m4 = coverage_count.m4 + excluded.m4,
        m5 = coverage_count.m5 + excluded.m5, m6 = coverage_count.m6 + excluded.m6;
    INSERT INTO coverage_count (organisation_id, term, m1, m2, m3, m4, m5, m6)
    SELECT NEW.organisation_id,
        CASE WHEN substr(NEW.visited_on, 6, 2) = '01' THEN (CAST(substr(NEW.visited_on, 1, 4) AS INTEGER) - 1) || '-2'
            WHEN substr(NEW.visited_on, 6, 2) < '08' THEN substr(NEW.visited_on, 1, 4) || '-1' ELSE substr(NEW.visited_on, 1, 4) || '-2' END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('02', '08') THEN 1 ELSE 0 END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('03', '09') THEN 1 ELSE 0 END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('04', '10') THEN 1 ELSE 0 END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('05', '11') THEN 1 ELSE 0 END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('06', '12') THEN 1 ELSE 0 END,
        CASE WHEN substr(NEW.visited_on, 6, 2) IN ('07', '01') THEN 1 ELSE 0 END
    WHERE NOT NEW.is_void
    ON CONFLICT (organisation_id, term) DO UPDATE SET m1 = coverage_count.m1 + excluded.m1,
        m2 = coverage_count.m2 + excluded.m2, m3 = coverage_count.m3 + excluded.m3, m4 = coverage_count.m4 + excluded.m4,
        m5 = coverage_count.m5 + excluded.m5, m6 = coverage_count.m6 + excluded.m6;
END;
CREATE TRIGGER visit_covered_gone AFTER DELETE ON visit WHEN NOT OLD.is_void
BEGIN
    INSERT INTO coverage_count (organisation_id, term, m1, m2, m3, m4, m5, m6)
    SELECT OLD.organisation_id,
        CASE WHEN substr(OLD.visited_on, 6, 2) = '01' THEN (CAST(substr(OLD.visited_on, 1, 4) AS INTEGER) - 1) || '-2'
            WHEN substr(OLD.visited_on, 6, 2) < '08' THEN substr(OLD.visited_on, 1, 4) || '-1' ELSE substr(OLD.visited_on, 1, 4) || '-2' END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('02', '08') THEN -1 ELSE 0 END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('03', '09') THEN -1 ELSE 0 END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('04', '10') THEN -1 ELSE 0 END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('05', '11') THEN -1 ELSE 0 END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('06', '12') THEN -1 ELSE 0 END,
        CASE WHEN substr(OLD.visited_on, 6, 2) IN ('07', '01') THEN -1 ELSE 0 END
    WHERE NOT OLD.is_void
    ON CONFLICT (organisation_id, term) DO UPDATE SET m1 = coverage_count.m1 + excluded.m1,
        m2 = coverage_count.m2 + excluded.m2, m3 = coverage_count.m3 + excluded.m3, m4 = coverage_count.m4 + excluded.m4,
        m5 = coverage_count.m5 + excluded.m5, m6 = coverage_count.m6 + excluded.m6;
END;

-- What was there before.
INSERT INTO coverage_count (organisation_id, term, m1, m2, m3, m4, m5, m6)
SELECT organisation_id, term, sum(m1), sum(m2), sum(m3), sum(m4), sum(m5), sum(m6) FROM (
    SELECT organisation_id,
        CASE WHEN substr(visited_on, 6, 2) = '01' THEN (CAST(substr(visited_on, 1, 4) AS INTEGER) - 1) || '-2'
            WHEN substr(visited_on, 6, 2) < '08' THEN substr(visited_on, 1, 4) || '-1' ELSE substr(visited_on, 1, 4) || '-2' END AS term,
        CASE WHEN substr(visited_on, 6, 2) IN ('02', '08') THEN 1 ELSE 0 END AS m1,
        CASE WHEN substr(visited_on, 6, 2) IN ('03', '09') THEN 1 ELSE 0 END AS m2,
        CASE WHEN substr(visited_on, 6, 2) IN ('04', '10') THEN 1 ELSE 0 END AS m3,
        CASE WHEN substr(visited_on, 6, 2) IN ('05', '11') THEN 1 ELSE 0 END AS m4,
        CASE WHEN substr(visited_on, 6, 2) IN ('06', '12') THEN 1 ELSE 0 END AS m5,
        CASE WHEN substr(visited_on, 6, 2) IN ('07', '01') THEN 1 ELSE 0 END AS m6
    FROM visit WHERE NOT is_void) AS each_visit
GROUP BY organisation_id, term;
