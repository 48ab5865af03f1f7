-- The outcome for a command that the session's stage or state does not allow.
create or replace function genesis.not_allowed(p_session uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('outcome', 'COMMAND_NOT_ALLOWED',
    'available_commands', genesis.available_commands(s))
  from genesis_sessions s where s.session_id = p_session
$$;
grant execute on function genesis.not_allowed(uuid) to genesis_app;
