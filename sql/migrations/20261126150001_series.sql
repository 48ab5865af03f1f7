-- migrate:up
-- Books of one world: those that were begun from one another share a series_id, and number from 1. A
-- series is called what its first book is.
alter table genesis_sessions add column series_id uuid, add column series_number integer;
create index genesis_sessions_series on genesis_sessions (series_id) where series_id is not null;

-- migrate:down
drop index genesis_sessions_series;
alter table genesis_sessions drop column series_number, drop column series_id;
