-- The payload of an event of somebody's log in the present version of its type; null where it is not
-- what an event of its version has.
create or replace function genesis.upcast_logged(p_event jsonb) returns jsonb
language plpgsql stable as $$
declare
  v_payload jsonb := p_event -> 'payload';
begin
  -- Every version's function takes a round in the wire's form.
  if jsonb_typeof(v_payload #> '{proposal,candidates}') = 'array' then
    v_payload := jsonb_set(v_payload, '{proposal}', v_payload -> 'proposal' || jsonb_build_object(
      'stage', v_payload -> 'stage', 'candidates', (
        select to_jsonb(array_agg(genesis.candidate_json(c) order by n))
        from jsonb_array_elements(v_payload #> '{proposal,candidates}') with ordinality as t (c, n))));
  end if;
  return genesis.upcast_payload(p_event ->> 'event_type', (p_event ->> 'payload_version')::integer, v_payload);
exception
  -- Whatever goes wrong there, the log is to blame: nothing is read but what it says.
  when others then
    return null;
end
$$;
grant execute on function genesis.upcast_logged(jsonb) to genesis_app;
