-- REDO: the writer's choices are what they were before the last UNDO that is not taken back.
create or replace function genesis.redo_command(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_undo jsonb;
  v_next_wait uuid;
begin
  select genesis.event_payload(u) into strict v_undo from domain_events e
    join domain_events u on u.session_id = e.session_id and u.version = e.redo_version
    where e.session_id = s.session_id and e.version = s.version;
  v_next_wait := genesis.set_choices(s, v_undo -> 'before', s.version + 1);
  return genesis.record_command(s, 'REDO', p_payload, s.current_stage,
    jsonb_build_object('undone_command_id', v_undo -> 'undone' -> 'command_id'),
    jsonb_build_object('redone', v_undo -> 'undone', 'next_correlation_id', v_next_wait,
      'choices', (select genesis.choices_of(x) from genesis_sessions x where x.session_id = s.session_id)),
    p_key, p_hash);
end
$$;
grant execute on function genesis.redo_command(genesis_sessions, jsonb, text, text) to genesis_app;
