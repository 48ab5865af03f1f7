-- The session's log after a version, oldest first: {outcome: FOUND | NOT_FOUND, events, next}.
create or replace function genesis.list_events(
  p_account uuid, p_session uuid, p_after integer, p_limit integer
) returns jsonb
language plpgsql stable as $$
declare
  v_events jsonb;
  v_count integer;
  v_last integer;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions where session_id = p_session and account_id is not distinct from p_account) then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  select coalesce(jsonb_agg(genesis.event_json(page.e) order by (page.e).version), '[]'), count(*), max((page.e).version)
    into v_events, v_count, v_last
  from (
    select d as e from domain_events d
    where d.session_id = p_session and d.account_id = p_account and d.version > p_after
    order by d.version limit p_limit
  ) page;
  return jsonb_build_object('outcome', 'FOUND', 'events', v_events,
    'next', case when v_count = p_limit and exists (
      select from domain_events d where d.session_id = p_session and d.account_id = p_account
        and d.version > v_last) then v_last end);
end
$$;
grant execute on function genesis.list_events(uuid, uuid, integer, integer) to genesis_app;
