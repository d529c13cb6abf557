-- Why a joint visit was planned although it meets other checks of its school (督导事项统筹); empty where it meets none.
ALTER TABLE visit_task ADD COLUMN clash_reason TEXT NOT NULL DEFAULT '';
