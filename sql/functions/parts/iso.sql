-- ISO 8601 in UTC, as on every wire, whatever the connection's time zone.
create or replace function genesis.iso(p_at timestamptz) returns text
language sql stable parallel safe as $$
  select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
grant execute on function genesis.iso(timestamptz) to genesis_app, genesis_service;
