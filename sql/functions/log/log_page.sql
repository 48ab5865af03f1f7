-- The lines of a log after a version, up to another, as they are taken away: {lines, next}, or null
-- where the account has no such session (any more). At most p_limit lines and file_page_bytes, but one at
-- least.
create or replace function genesis.log_page(
  p_account uuid, p_session uuid, p_after integer, p_until integer, p_limit integer
) returns json
language plpgsql stable as $$
declare
  e domain_events;
  v_line text;
  v_lines text[] := '{}';
  v_bytes integer := 0;
  v_last integer := p_after;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions where session_id = p_session and account_id is not distinct from p_account) then
    return null;
  end if;
  for e in
    select * from domain_events d
    where d.session_id = p_session and d.account_id = p_account and d.version > p_after and d.version <= p_until
    order by d.version limit p_limit
  loop
    v_line := genesis.log_line(e);
    v_bytes := v_bytes + octet_length(v_line) + 1;
    exit when v_bytes > genesis.file_page_bytes() and v_lines <> '{}';
    v_lines := array_append(v_lines, v_line);
    v_last := e.version;
  end loop;
  return json_build_object('lines', array_to_string(v_lines, E'\n'),
    'next', case when v_last < p_until and v_lines <> '{}' then v_last end);
end
$$;
grant execute on function genesis.log_page(uuid, uuid, integer, integer, integer) to genesis_app;
