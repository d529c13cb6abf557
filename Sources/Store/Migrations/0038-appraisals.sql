-- The last day on which a round of ratings takes answers; null for rounds that somebody closes.
ALTER TABLE rating_round ADD COLUMN until_day TEXT;

-- What the public gave an inspector at a school's public page in a year: sums alone, without who or when. An answer waits
-- among the held ones until so many are together that none of them can be told; then all of them are shown.
CREATE TABLE parent_rating (
    year INTEGER NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    person_id TEXT NOT NULL REFERENCES inspector (person_id),
    shown_forms INTEGER NOT NULL,
    -- for the inspector's work
    shown_points INTEGER NOT NULL,
    -- for the school's openness
    shown_openness INTEGER NOT NULL,
    held_forms INTEGER NOT NULL,
    held_points INTEGER NOT NULL,
    held_openness INTEGER NOT NULL,
    -- forms from a network that had sent one the same day; they are in no sum
    repeats INTEGER NOT NULL,
    -- forms of the last day, and of the day that had the most
    last_day TEXT NOT NULL,
    day_forms INTEGER NOT NULL,
    top_day TEXT NOT NULL,
    top_forms INTEGER NOT NULL,
    PRIMARY KEY (year, organisation_id, person_id)
);
CREATE INDEX parent_rating_person ON parent_rating (person_id, year);
CREATE INDEX parent_rating_organisation ON parent_rating (organisation_id);

-- Words that came with them, for the office alone; the id says nothing of when.
CREATE TABLE parent_words (
    id TEXT PRIMARY KEY,
    year INTEGER NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisation (id),
    person_id TEXT NOT NULL REFERENCES inspector (person_id),
    words TEXT NOT NULL,
    -- with the answers that were held together with it
    is_shown BOOLEAN NOT NULL
);
CREATE INDEX parent_words_person ON parent_words (person_id, year, is_shown);
CREATE INDEX parent_words_organisation ON parent_words (organisation_id);
