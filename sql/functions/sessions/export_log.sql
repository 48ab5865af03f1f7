-- A page of a session's `events` or `proposals` as a file has them, each a line of JSON word for word
-- as list_events and list_proposals have it: {lines, next}, or null where the account has no such
-- session. p_after: a version, or a cursor as list_proposals takes it.
create or replace function genesis.export_log(
  p_account uuid, p_session uuid, p_kind text, p_after text, p_limit integer
) returns json
language plpgsql stable as $$
declare
  v_page json := case p_kind
    when 'events' then genesis.list_events(p_account, p_session, coalesce(p_after, '0')::integer, p_limit)
    else genesis.list_proposals(p_account, p_session, null, p_after, p_limit) end;
begin
  if v_page is null then
    return null;
  end if;
  return json_build_object(
    'lines', (select coalesce(string_agg(item::text, E'\n' order by n), '')
      from json_array_elements(v_page -> p_kind) with ordinality as t (item, n)),
    'next', v_page ->> 'next');
end
$$;
grant execute on function genesis.export_log(uuid, uuid, text, text, integer) to genesis_app;
