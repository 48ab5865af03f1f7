-- The first stage that is not CONFIRMED, leaving p_except out; no row where there is none.
create or replace function genesis.first_open_stage(p_session uuid, p_except text default null)
returns setof genesis_stages
language sql stable as $$
  select * from genesis_stages
  where session_id = p_session and stage is distinct from p_except and status <> 'CONFIRMED'
  order by genesis.stage_position(stage) limit 1
$$;
grant execute on function genesis.first_open_stage(uuid, text) to genesis_app, genesis_service;
