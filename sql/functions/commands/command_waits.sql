-- Whether a row of the command table is refused for what is pending alone.
create or replace function genesis.command_waits(c genesis.command_table, p_is_pending boolean)
returns boolean
language sql immutable as $$ select c.pending = 'none' and p_is_pending $$;
grant execute on function genesis.command_waits(genesis.command_table, boolean)
  to genesis_app, genesis_service;
