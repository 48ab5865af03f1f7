-- migrate:up
-- Each event's link of its log's hash chain (genesis.event_hash). Null: written by a release that had
-- no chain; the chain of such a log begins with the next event, and says so.
alter table domain_events add column hash bytea;

-- migrate:down
alter table domain_events drop column hash;
