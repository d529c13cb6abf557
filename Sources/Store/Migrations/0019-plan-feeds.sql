-- A person's calendar subscription (日历订阅): whoever knows its secret address sees the account's dated duties.
CREATE TABLE calendar_feed (
    account_id TEXT PRIMARY KEY REFERENCES account (id),
    -- SHA-256 of the address's secret; the secret itself is shown once and kept nowhere
    token_hash TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    fetched_at TEXT,
    -- how often it was fetched since `counted_from`, for the limit of an hour
    counted_from TEXT NOT NULL,
    fetches INTEGER NOT NULL CHECK (fetches >= 0)
);

-- What the feed told last of each duty, without its words: the sequence grows when a day moves, and what is gone is told
-- as cancelled for a while.
CREATE TABLE calendar_feed_event (
    account_id TEXT NOT NULL REFERENCES account (id),
    uid TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    digest TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    is_cancelled BOOLEAN NOT NULL,
    PRIMARY KEY (account_id, uid),
    CHECK (last_day >= first_day)
);
