-- The end of a command that is done at once: its inbox row, its event, the session's version. What it
-- changed is changed already. Returns the ACCEPTED outcome.
create or replace function genesis.record_command(
  s genesis_sessions, p_type text, p_payload jsonb, p_stage text, p_result jsonb, p_event jsonb,
  p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_command command_inbox := genesis.insert_command(s, p_type, p_payload, false, p_stage, s.version + 1,
    null, p_result, p_key, p_hash);
begin
  perform genesis.append_event(s.session_id, s.account_id, s.version + 1,
    (select event_type from genesis.command_table where command_type = p_type), p_event,
    v_command.command_id, null);
  update genesis_sessions set version = s.version + 1, updated_at = now()
    where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.record_command(genesis_sessions, text, jsonb, text, jsonb, jsonb, text, text)
  to genesis_app;
