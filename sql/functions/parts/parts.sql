-- Every part's best instance: {part: {status, detail, problem, seen_at}}. Silent for 20 s, or with a
-- clock that is 10 s off, is degraded. The database itself is among them where it takes no writes, as
-- after a failover.
create or replace function genesis.parts() returns jsonb
language sql stable as $$
  select coalesce(jsonb_object_agg(part, jsonb_build_object('status', status, 'problem', problem,
      'detail', case problem
        when 'SILENT' then format('not heard of for %s s: %s', silent_s, coalesce(detail, 'it stopped'))
        when 'CLOCK_OFF' then format('its clock and the database''s are %s s apart', abs(skew_s))
        else detail end,
      'seen_at', genesis.iso(seen_at))), '{}')
    || case when current_setting('transaction_read_only')::boolean then jsonb_build_object('database',
      jsonb_build_object('status', 'degraded', 'problem', 'READ_ONLY',
        'detail', 'the database is read-only, as a standby is', 'seen_at', null)) else '{}' end
  from (
    select distinct on (part) part, seen_at, detail, skew_s, silent_s, problem,
      case when problem in ('SILENT', 'CLOCK_OFF') then 'degraded' else status end as status
    from (
      select part, seen_at, detail, b.status, (b.info ->> 'skew_s')::numeric as skew_s,
        floor(extract(epoch from now() - seen_at)) as silent_s,
        case when seen_at < now() - interval '20 seconds' then 'SILENT'
          when abs((b.info ->> 'skew_s')::numeric) > 10 then 'CLOCK_OFF'
          else b.info ->> 'problem' end as problem
      from part_heartbeats b
    ) known
    order by part, problem is not distinct from 'SILENT', problem is not distinct from 'CLOCK_OFF',
      array_position(array['ok', 'starting', 'degraded'], known.status), seen_at desc
  ) best
$$;
grant execute on function genesis.parts() to genesis_app, genesis_service;
