-- UNDO: the writer's choices are what they were before the last command that is not undone. What was
-- written in the meantime stays as rounds, and so does a finished novel.
create or replace function genesis.undo_command(
  s genesis_sessions, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_undone jsonb := genesis.undo_redo(s) -> 'undo';
  v_before jsonb := genesis.choices_of(s);
  v_next_wait uuid;
begin
  v_next_wait := genesis.set_choices(s,
    genesis.choices_at(s.session_id, (v_undone ->> 'version')::integer - 1), s.version + 1);
  return genesis.record_command(s, 'UNDO', p_payload, s.current_stage,
    jsonb_build_object('undone_command_id', v_undone -> 'command_id'),
    jsonb_build_object('undone', v_undone, 'before', v_before, 'next_correlation_id', v_next_wait,
      'choices', (select genesis.choices_of(x) from genesis_sessions x where x.session_id = s.session_id)),
    p_key, p_hash);
end
$$;
grant execute on function genesis.undo_command(genesis_sessions, jsonb, text, text) to genesis_app;
