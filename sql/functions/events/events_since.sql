-- For the stream hub: what is new for many readers in one query. p_positions: [[session_id, version], …];
-- answers an array of the same length: [event, …] of each, oldest first, at most p_limit.
create or replace function genesis.events_since(p_positions jsonb, p_limit integer) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(new.events order by p.n), '[]')
  from jsonb_array_elements(p_positions) with ordinality p(asked, n)
  cross join lateral (
    select coalesce(jsonb_agg(genesis.event_json(page.e) order by (page.e).version), '[]') as events
    from (
      select d as e from domain_events d
      where d.session_id = (p.asked ->> 0)::uuid and d.version > (p.asked ->> 1)::integer
      order by d.version limit p_limit
    ) page
  ) new
$$;
grant execute on function genesis.events_since(jsonb, integer) to genesis_service;
