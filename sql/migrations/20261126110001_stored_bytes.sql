-- migrate:up
-- What an account stores, for its budget. Kept by the relay (genesis.measure_storage), a minute
-- behind: no command writes here.

-- Of a session: what its events up to `version` and the rounds and novel they speak of take.
create table session_sizes (
  session_id uuid primary key,
  version integer not null default 0,
  bytes bigint not null default 0,
  -- There are events that are not in it yet.
  is_behind boolean not null
);
create index session_sizes_behind on session_sizes (session_id) where is_behind;
grant select, insert, update, delete on session_sizes to genesis_service;
-- What is there already is measured by and by.
insert into session_sizes (session_id, is_behind) select session_id, true from genesis_sessions;

alter table accounts add column stored_bytes bigint not null default 0;

-- migrate:down
alter table accounts drop column stored_bytes;
drop table session_sizes;
