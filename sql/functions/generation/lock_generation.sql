-- Locks the session of a command, then says whether a run of that epoch may write for it.
-- `held` is false where the command has ended, is not
-- being processed, or belongs to a newer run.
create or replace function genesis.lock_generation(
  p_command uuid, p_run_epoch integer, out s genesis_sessions, out i command_inbox, out held boolean
)
language plpgsql as $$
begin
  select x.* into s from genesis_sessions x
    where x.session_id = (select c.session_id from command_inbox c where c.command_id = p_command)
    for no key update;
  select c.* into i from command_inbox c where c.command_id = p_command;
  held := coalesce(i.status = 'PROCESSING' and i.run_epoch = p_run_epoch and s.run_epoch = p_run_epoch, false);
end
$$;
grant execute on function genesis.lock_generation(uuid, integer) to genesis_service;
