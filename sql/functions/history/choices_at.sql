-- What was chosen at a version of the log. It begins with the last event before it that carries the
-- whole of them, and reads no text.
create or replace function genesis.choices_at(p_session uuid, p_version integer) returns jsonb
language plpgsql stable as $$
declare
  v_choices jsonb := genesis.first_choices();
  v_from integer;
  e domain_events;
begin
  select max(version) into v_from from domain_events
    where session_id = p_session and version <= p_version
      and event_type in ('genesis.command.undone', 'genesis.command.redone');
  for e in
    select * from domain_events
    where session_id = p_session and version between coalesce(v_from, 1) and p_version order by version
  loop
    v_choices := genesis.choices_after(v_choices, e);
  end loop;
  return v_choices;
end
$$;
grant execute on function genesis.choices_at(uuid, integer) to genesis_app, genesis_service;
