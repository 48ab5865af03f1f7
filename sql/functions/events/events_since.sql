-- For the stream hub: what is new for many readers in one query. p_positions: [[session_id, version, told], …], told being
-- 'facts' where the events' payloads are of no use there;
-- answers an array of the same length: {account, events, is_more} of each, oldest first, at most p_limit;
-- account: whose session it is, null where there are none.
-- Together they have at most answer_bytes, but one event at least: the positions after that are
-- answered with none, and is_more.
create or replace function genesis.events_since(p_positions jsonb, p_limit integer) returns json
language plpgsql stable as $$
declare
  v_asked jsonb;
  e domain_events;
  v_account uuid;
  v_event text;
  v_events text[];
  v_pages text[] := '{}';
  v_bytes integer := 0;
  v_is_full boolean := false;
begin
  for v_asked in select value from jsonb_array_elements(p_positions) loop
    v_events := '{}';
    v_account := null;
    if not v_is_full then
      for e in
        select * from domain_events d
        where d.session_id = (v_asked ->> 0)::uuid and d.version > (v_asked ->> 1)::integer
        order by d.version limit p_limit
      loop
        v_event := (case when v_asked ->> 2 = 'facts' then genesis.event_facts(e) else genesis.event_json(e) end)::text;
        v_is_full := v_bytes > 0 and v_bytes + octet_length(v_event) >= genesis.answer_bytes();
        exit when v_is_full;
        v_bytes := v_bytes + octet_length(v_event) + 1;
        v_events := array_append(v_events, v_event);
        v_account := e.account_id;
      end loop;
    end if;
    v_pages := array_append(v_pages, format('{"account":%s,"events":[%s],"is_more":%s}',
      coalesce(to_json(v_account)::text, 'null'), array_to_string(v_events, ','),
      case when v_is_full or cardinality(v_events) = p_limit then 'true' else 'false' end));
  end loop;
  return ('[' || array_to_string(v_pages, ',') || ']')::json;
end
$$;
grant execute on function genesis.events_since(jsonb, integer) to genesis_service;
