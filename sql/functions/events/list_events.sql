-- The session's log after a version, oldest first: {events, next}, or null where the account has no
-- such session. At most p_limit events and answer_bytes, but one at least: what comes after is
-- neither read nor made.
create or replace function genesis.list_events(
  p_account uuid, p_session uuid, p_after integer, p_limit integer
) returns json
language plpgsql stable as $$
declare
  e domain_events;
  v_event text;
  v_events text[] := '{}';
  v_bytes integer := 0;
  v_last integer;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions where session_id = p_session and account_id is not distinct from p_account) then
    return null;
  end if;
  for e in
    select * from domain_events d
    where d.session_id = p_session and d.account_id = p_account and d.version > p_after
    order by d.version limit p_limit
  loop
    v_event := genesis.event_json(e)::text;
    v_bytes := v_bytes + octet_length(v_event) + 1;
    exit when v_bytes > genesis.answer_bytes() and v_last is not null;
    v_events := array_append(v_events, v_event);
    v_last := e.version;
  end loop;
  return json_build_object('events', ('[' || array_to_string(v_events, ',') || ']')::json,
    'next', case when exists (
      select from domain_events d where d.session_id = p_session and d.account_id = p_account
        and d.version > v_last) then v_last end);
end
$$;
grant execute on function genesis.list_events(uuid, uuid, integer, integer) to genesis_app;
