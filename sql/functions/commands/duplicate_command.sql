-- The outcome where the same command is still RECEIVED or PROCESSING in this session.
create or replace function genesis.duplicate_command(p_session uuid, p_type text) returns jsonb
language sql stable as $$
  select jsonb_build_object('outcome', 'DUPLICATE_COMMAND', 'duplicate_command_id',
    (select command_id from command_inbox
     where session_id = p_session and command_type = p_type and status in ('RECEIVED', 'PROCESSING')))
$$;
grant execute on function genesis.duplicate_command(uuid, text) to genesis_app;
