-- For the stream hub: what is new for every session that has readers, in one query.
-- p_positions: {session_id: version}; answers {session_id: [event, …]}, at most p_limit a session.
create or replace function genesis.events_since(p_positions jsonb, p_limit integer) returns jsonb
language sql stable as $$
  select coalesce(jsonb_object_agg(session_id, events), '{}')
  from (
    select p.key as session_id, jsonb_agg(genesis.event_json(page.e) order by (page.e).version) as events
    from jsonb_each_text(p_positions) p
    cross join lateral (
      select d as e from domain_events d
      where d.session_id = p.key::uuid and d.version > p.value::integer
      order by d.version limit p_limit
    ) page
    group by p.key
  ) new
$$;
grant execute on function genesis.events_since(jsonb, integer) to genesis_service;
