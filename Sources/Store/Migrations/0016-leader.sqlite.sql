-- What ledgers and the leader's page count. Whatever changes an issued part of a finding or a started inspection, by
-- whatever statement, notes here what it was (-1) and what it became (+1); the sweeper sums these notes up, and whoever
-- reads adds those that are still to be summed. Both tables are made again from the rows that they count, so a backup
-- leaves them out.
CREATE TABLE tally_note (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('finding', 'inspection')),
    sign INTEGER NOT NULL,
    province TEXT NOT NULL,
    city TEXT NOT NULL,
    county TEXT NOT NULL,
    zone TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    source TEXT NOT NULL,
    grade TEXT NOT NULL,
    state TEXT NOT NULL,
    due_on TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    closed_on TEXT NOT NULL
);

-- How many there are. Scope is a region's code, or 000000 for the nation; cube says by what they are counted, item is
-- its value: grade and source, the district below the scope, the campaign, the source, the grade, the month.
CREATE TABLE tally (
    scope TEXT NOT NULL,
    cube TEXT NOT NULL,
    item TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    state TEXT NOT NULL,
    due_on TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (scope, cube, item, campaign_id, state, due_on)
) WITHOUT ROWID;
CREATE INDEX tally_empty ON tally (n) WHERE n = 0;

-- When a lamp is red or yellow: one office's own rule; where it has none, the shipped one holds.
CREATE TABLE lamp_rule (
    office TEXT PRIMARY KEY,
    -- JSON, opaque to SQL: the value LampRule
    content TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    version INTEGER NOT NULL
);

-- A month's issued and closed parts, wherever they are.
CREATE INDEX finding_part_issued ON finding_part (issued_on, province, city, county, zone) WHERE state <> 'draft';
CREATE INDEX finding_part_closed ON finding_part (closed_on, province, city, county, zone) WHERE closed_on IS NOT NULL;
-- What a city or a province manages itself.
CREATE INDEX finding_part_city_own ON finding_part (city, due_on, id) WHERE county = '' AND zone = '';
CREATE INDEX finding_part_province_own ON finding_part (province, due_on, id)
    WHERE city = '' AND county = '' AND zone = '';

CREATE TRIGGER finding_part_counted_new AFTER INSERT ON finding_part WHEN NEW.state <> 'draft'
BEGIN
    INSERT INTO tally_note (kind, sign, province, city, county, zone, campaign_id, source, grade, state,
        due_on, issued_on, closed_on)
    SELECT 'finding', 1, NEW.province, NEW.city, NEW.county, NEW.zone,
        coalesce(NEW.campaign_id, ''), NEW.source, NEW.grade, NEW.state, NEW.due_on, NEW.issued_on,
        coalesce(NEW.closed_on, '')
    WHERE NEW.state <> 'draft';
END;
CREATE TRIGGER finding_part_counted_changed AFTER UPDATE ON finding_part
WHEN OLD.province <> NEW.province OR OLD.city <> NEW.city OR OLD.county <> NEW.county OR OLD.zone <> NEW.zone
    OR OLD.campaign_id IS NOT NEW.campaign_id OR OLD.source <> NEW.source OR OLD.grade <> NEW.grade
    OR OLD.state <> NEW.state OR OLD.due_on <> NEW.due_on OR OLD.issued_on <> NEW.issued_on
    OR OLD.closed_on IS NOT NEW.closed_on
BEGIN
    INSERT INTO tally_note (kind, sign, province, city, county, zone, campaign_id, source, grade, state,
        due_on, issued_on, closed_on)
    SELECT 'finding', -1, OLD.province, OLD.city, OLD.county, OLD.zone,
        coalesce(OLD.campaign_id, ''), OLD.source, OLD.grade, OLD.state, OLD.due_on, OLD.issued_on,
        coalesce(OLD.closed_on, '')
    WHERE OLD.state <> 'draft';
    INSERT INTO tally_note (kind, sign, province, city, county, zone, campaign_id, source, grade, state,
        due_on, issued_on, closed_on)
    SELECT 'finding', 1, NEW.province, NEW.city, NEW.county, NEW.zone,
        coalesce(NEW.campaign_id, ''), NEW.source, NEW.grade, NEW.state, NEW.due_on, NEW.issued_on,
        coalesce(NEW.closed_on, '')
    WHERE NEW.state <> 'draft';
END;
CREATE TRIGGER finding_part_counted_gone AFTER DELETE ON finding_part WHEN OLD.state <> 'draft'
BEGIN
    INSERT INTO tally_note (kind, sign, province, city, county, zone, campaign_id, source, grade, state,
        due_on, issued_on, closed_on)
    SELECT 'finding', -1, OLD.province, OLD.city, OLD.county, OLD.zone,
        coalesce(OLD.campaign_id, ''), OLD.source, OLD.grade, OLD.state, OLD.due_on, OLD.issued_on,
        coalesce(OLD.closed_on, '')
    WHERE OLD.state <> 'draft';
END;

CREATE TRIGGER inspection_counted_new AFTER INSERT ON inspection WHEN NEW.state <> 'prepared'
BEGIN
    INSERT INTO tally_note (kind, sign, province, city, county, zone, campaign_id, source, grade, state,
        due_on, issued_on, closed_on)
    SELECT 'inspection', 1, NEW.province, NEW.city, NEW.county, NEW.zone,
        NEW.campaign_id, '', '', CASE WHEN NEW.hidden THEN 'hidden-' || NEW.state ELSE NEW.state END, '', '', ''
    WHERE NEW.state <> 'prepared';
END;
CREATE TRIGGER inspection_counted_changed AFTER UPDATE ON inspection
WHEN OLD.province <> NEW.province OR OLD.city <> NEW.city OR OLD.county <> NEW.county OR OLD.zone <> NEW.zone
    OR OLD.campaign_id <> NEW.campaign_id OR OLD.state <> NEW.state OR OLD.hidden <> NEW.hidden
BEGIN
    INSERT INTO tally_note (kind, sign, province, city, county, zone, campaign_id, source, grade, state,
        due_on, issued_on, closed_on)
    SELECT 'inspection', -1, OLD.province, OLD.city, OLD.county, OLD.zone,
        OLD.campaign_id, '', '', CASE WHEN OLD.hidden THEN 'hidden-' || OLD.state ELSE OLD.state END, '', '', ''
    WHERE OLD.state <> 'prepared';
    INSERT INTO tally_note (kind, sign, province, city, county, zone, campaign_id, source, grade, state,
        due_on, issued_on, closed_on)
    SELECT 'inspection', 1, NEW.province, NEW.city, NEW.county, NEW.zone,
        NEW.campaign_id, '', '', CASE WHEN NEW.hidden THEN 'hidden-' || NEW.state ELSE NEW.state END, '', '', ''
    WHERE NEW.state <> 'prepared';
END;
CREATE TRIGGER inspection_counted_gone AFTER DELETE ON inspection WHEN OLD.state <> 'prepared'
BEGIN
    INSERT INTO tally_note (kind, sign, province, city, county, zone, campaign_id, source, grade, state,
        due_on, issued_on, closed_on)
    SELECT 'inspection', -1, OLD.province, OLD.city, OLD.county, OLD.zone,
        OLD.campaign_id, '', '', CASE WHEN OLD.hidden THEN 'hidden-' || OLD.state ELSE OLD.state END, '', '', ''
    WHERE OLD.state <> 'prepared';
END;

-- What was there before.
INSERT INTO tally_note (kind, sign, province, city, county, zone, campaign_id, source, grade, state,
        due_on, issued_on, closed_on)
    SELECT 'finding', 1, province, city, county, zone,
        coalesce(campaign_id, ''), source, grade, state, due_on, issued_on,
        coalesce(closed_on, '')
    FROM finding_part WHERE state <> 'draft';
INSERT INTO tally_note (kind, sign, province, city, county, zone, campaign_id, source, grade, state,
        due_on, issued_on, closed_on)
    SELECT 'inspection', 1, province, city, county, zone,
        campaign_id, '', '', CASE WHEN hidden THEN 'hidden-' || state ELSE state END, '', '', ''
    FROM inspection WHERE state <> 'prepared';
