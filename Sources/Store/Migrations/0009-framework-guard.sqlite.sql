-- A published version never changes, whatever statement tries it: only its state moves on to withdrawn.
CREATE TRIGGER framework_version_frozen BEFORE UPDATE ON framework_version
WHEN OLD.state <> 'draft' AND (NEW.id <> OLD.id OR NEW.framework_id <> OLD.framework_id OR NEW.number <> OLD.number
    OR NEW.content <> OLD.content OR NEW.digest <> OLD.digest OR NEW.criteria <> OLD.criteria
    OR NEW.published_at IS NOT OLD.published_at OR NEW.state = 'draft')
BEGIN
    SELECT RAISE(ABORT, 'a published framework version never changes');
END;
CREATE TRIGGER framework_version_kept BEFORE DELETE ON framework_version WHEN OLD.state <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'a published framework version is never deleted');
END;
