-- Adds to the sizes of up to p_limit sessions what their newest events stored, and to their
-- accounts: {measured}, 0 where nothing is left to do or another relay is at it. Sessions with events
-- of the last p_since, and those that were not measured to their end. Of one session 1,000 events at
-- a time. Nothing that a command locks is locked here, and large texts are not read. Of materials
-- count those that the session has: what its events say of bytes may be another session's, or made up.
-- The settings: what is due is a handful, and nothing in the statistics says so; by them a store of a
-- certain size would be read as a whole, a hash table be made for as much, and each call be planned anew,
-- which takes longer than to look.
create or replace function genesis.measure_storage(p_since interval, p_limit integer) returns jsonb
language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off
as $$
declare
  -- Ids of events begin with their time: a range of the outbox's primary key.
  v_from uuid := uuidv7(-p_since);
  v_recent uuid[];
  v_accounts uuid[];
  v_measured integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('genesis.measure_storage')) then
    return '{"measured": 0}';
  end if;
  -- By itself, with nothing that an order would serve.
  v_recent := array(select session_id from event_outbox where event_id > v_from);
  with recent as (
    select unnest(v_recent) as session_id
    union
    (select session_id from session_sizes where is_behind limit p_limit)
  ), due as (
    select s.session_id, s.account_id, s.version as newest, coalesce(z.version, 0) as measured
    from recent
      join genesis_sessions s on s.session_id = recent.session_id
      left join session_sizes z on z.session_id = s.session_id
    where s.version > coalesce(z.version, 0) limit p_limit
  ), sized as (
    -- An event's row, its indexes and its command take about 512 bytes beside the payload.
    select due.session_id, due.account_id, due.newest, max(e.version) as version,
      sum(512 + e.bytes
        + coalesce(pg_column_size(n.content), 0)) as bytes
    from due
      cross join lateral (
        select version, event_type, payload, genesis.event_bytes(event) as bytes from domain_events event
        where session_id = due.session_id and version > due.measured order by version limit 1000
      ) e
      left join novels n on e.event_type = 'genesis.session.finished'
        and (e.payload ->> 'edition')::integer = 1 and n.session_id = due.session_id
    group by due.session_id, due.account_id, due.newest
  ), brought as (
    select sized.session_id, coalesce(sum(m.bytes), 0) as bytes
    from sized left join materials m on m.session_id = sized.session_id
    group by sized.session_id
  ), kept as (
    insert into session_sizes as z (session_id, version, bytes, material_bytes, is_behind)
    select session_id, sized.version, sized.bytes + brought.bytes, brought.bytes, sized.version < sized.newest
    from sized join brought using (session_id)
    on conflict (session_id) do update
      set version = excluded.version, bytes = z.bytes - z.material_bytes + excluded.bytes,
        material_bytes = excluded.material_bytes, is_behind = excluded.is_behind
  )
  select count(*), array_agg(distinct account_id) into v_measured, v_accounts from sized;
  perform genesis.refresh_stored(v_accounts);
  return jsonb_build_object('measured', v_measured);
end
$$;
grant execute on function genesis.measure_storage(interval, integer) to genesis_service;
