-- CANCEL_GENERATION: ends the pending command. Its finished candidates become a proposal with
-- `origin.stopped`, what was still being written is kept as text. A replay ends with it.
create or replace function genesis.cancel_generation(
  s genesis_sessions, p_pending uuid, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_version integer := s.version + 1;
  v_ended jsonb;
  v_command command_inbox;
begin
  v_command := genesis.insert_command(s, 'CANCEL_GENERATION', p_payload, false, s.current_stage,
    v_version, null, jsonb_build_object('cancelled_command_id', p_pending), p_key, p_hash);
  update session_replays set status = 'STOPPED' where session_id = s.session_id and status = 'RUNNING';
  v_ended := genesis.end_generation(s, p_pending, 'CANCELLED', null);
  perform genesis.append_event(s.session_id, s.account_id, v_version, 'genesis.command.cancelled',
    v_ended, p_pending, null);
  update genesis_sessions set version = v_version, updated_at = now() where session_id = s.session_id;
  return jsonb_build_object('outcome', 'ACCEPTED', 'answer', genesis.command_answer(v_command));
end
$$;
grant execute on function genesis.cancel_generation(genesis_sessions, uuid, jsonb, text, text) to genesis_app;
