-- A published version never changes, whatever statement tries it: only its state moves on to withdrawn.
CREATE FUNCTION framework_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published framework version never changes' USING ERRCODE = 'check_violation';
END;
$$;
CREATE TRIGGER framework_version_frozen BEFORE UPDATE ON framework_version FOR EACH ROW
WHEN (OLD.state <> 'draft' AND (NEW.id <> OLD.id OR NEW.framework_id <> OLD.framework_id OR NEW.number <> OLD.number
    OR NEW.content <> OLD.content OR NEW.digest <> OLD.digest OR NEW.criteria <> OLD.criteria
    OR NEW.published_at IS DISTINCT FROM OLD.published_at OR NEW.state = 'draft'))
EXECUTE FUNCTION framework_version_frozen();
CREATE TRIGGER framework_version_kept BEFORE DELETE ON framework_version FOR EACH ROW
WHEN (OLD.state <> 'draft') EXECUTE FUNCTION framework_version_frozen();
