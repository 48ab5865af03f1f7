-- ABANDON_SESSION, RESUME_SESSION: a book is given up, and taken up again. What was being written is
-- cancelled; no run owns an abandoned book, and one that is taken up gets a new wait.
create or replace function genesis.abandon_session(
  s genesis_sessions, p_type text, p_payload jsonb, p_key text, p_hash text
) returns jsonb
language plpgsql as $$
declare
  v_next_wait uuid;
begin
  if p_type = 'ABANDON_SESSION' then
    perform genesis.halt_session(s);
    select * into strict s from genesis_sessions where session_id = s.session_id;
  end if;
  v_next_wait := genesis.move_session(s, case p_type when 'ABANDON_SESSION' then 'ABANDONED' else 'ACTIVE' end);
  return genesis.record_command(s, p_type, p_payload, s.current_stage, '{}',
    case p_type when 'ABANDON_SESSION' then '{}' else jsonb_build_object('next_correlation_id', v_next_wait) end,
    p_key, p_hash);
end
$$;
grant execute on function genesis.abandon_session(genesis_sessions, text, jsonb, text, text) to genesis_app;
