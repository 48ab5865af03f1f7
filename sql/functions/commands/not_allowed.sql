-- The outcome for a command that the session's stage or state does not allow.
create or replace function genesis.not_allowed(s genesis_sessions) returns jsonb
language sql stable as $$
  select jsonb_build_object('outcome', 'COMMAND_NOT_ALLOWED',
    'available_commands', genesis.available_commands(s))
$$;
grant execute on function genesis.not_allowed(genesis_sessions) to genesis_app;
