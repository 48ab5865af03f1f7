-- A page of a session's `events` or `proposals` as a file has them, each a line of JSON word for word
-- as list_events and list_proposals have it: {lines, next}, or null where the account has no such
-- session. p_after: a version, or a cursor as list_proposals takes it. At most p_limit lines and
-- file_page_bytes, but one line at least: what comes after is neither read nor made.
create or replace function genesis.export_log(
  p_account uuid, p_session uuid, p_kind text, p_after text, p_limit integer
) returns json
language plpgsql stable as $$
declare
  v_id uuid;
  v_cursor text;
  v_line text;
  v_lines text[] := '{}';
  v_bytes integer := 0;
  v_last text;
  v_next text;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions where session_id = p_session and account_id is not distinct from p_account) then
    return null;
  end if;
  for v_id, v_cursor in
    (select d.event_id, d.version::text from domain_events d
      where p_kind = 'events' and d.session_id = p_session and d.account_id = p_account
        and d.version > coalesce(p_after, '0')::integer
      order by d.version limit p_limit + 1)
    union all
    (select g.proposal_id, genesis.page_cursor(g.created_at, g.proposal_id) from genesis_proposals g
      where p_kind = 'proposals' and g.session_id = p_session and g.account_id = p_account
        and (p_after is null or (g.created_at, g.proposal_id) <
          (split_part(p_after, '|', 1)::timestamptz, split_part(p_after, '|', 2)::uuid))
      order by g.created_at desc, g.proposal_id desc limit p_limit + 1)
  loop
    v_next := v_last;
    exit when cardinality(v_lines) = p_limit;
    v_line := case p_kind
      when 'events' then (
        select genesis.event_json(d)::text from domain_events d
        where d.account_id = p_account and d.session_id = p_session and d.event_id = v_id)
      else (
        -- A branch has rounds of the same ids.
        select genesis.proposal_json(g)::text from genesis_proposals g
        where g.account_id = p_account and g.session_id = p_session and g.proposal_id = v_id) end;
    v_bytes := v_bytes + octet_length(v_line) + 1;
    exit when v_bytes > genesis.file_page_bytes() and v_last is not null;
    v_next := null;
    v_lines := array_append(v_lines, v_line);
    v_last := v_cursor;
  end loop;
  return json_build_object('lines', array_to_string(v_lines, E'\n'), 'next', v_next);
end
$$;
grant execute on function genesis.export_log(uuid, uuid, text, text, integer) to genesis_app;
