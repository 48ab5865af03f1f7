-- migrate:up

-- What the account of a replay may store, as whoever began it was told; null: no quota.
alter table session_replays add column max_stored bigint;

-- migrate:down
alter table session_replays drop column max_stored;
