-- What an office sets for itself is kept like every other setting: who changed it, and when, stands in the audit log.
ALTER TABLE coverage_rule DROP COLUMN changed_by;
ALTER TABLE coverage_rule DROP COLUMN changed_at;
