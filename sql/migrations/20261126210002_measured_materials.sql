-- migrate:up

-- Of `bytes`: the materials that the session has, counted where they are kept and not by what events say.
alter table session_sizes add column material_bytes bigint not null default 0;

-- What events said of materials is in the sums: those sessions are measured anew, by and by, and so are
-- those that an imported log's numbers kept from being measured.
update session_sizes set version = 0, bytes = 0, is_behind = true
  where session_id in (
    select session_id from domain_events
    where event_type in ('genesis.material.added', 'genesis.material.removed'));
insert into session_sizes (session_id, is_behind)
  select s.session_id, true from genesis_sessions s
    left join session_sizes z using (session_id)
    where s.version > coalesce(z.version, 0)
  on conflict (session_id) do update set is_behind = true;

-- migrate:down
alter table session_sizes drop column material_bytes;
