-- The run that processes a command says that it failed. Fenced as every write of a flow is.
create or replace function genesis.fail_command(
  p_command uuid, p_run_epoch integer, p_code text, p_message text, p_kept_text text
) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  i command_inbox;
  v_lock record;
begin
  select * into v_lock from genesis.lock_generation(p_command, p_run_epoch);
  s := v_lock.s;
  i := v_lock.i;
  if not v_lock.held then
    return jsonb_build_object('outcome', 'REFUSED', 'status', i.status);
  end if;
  return genesis.give_up_command(p_command, p_code, p_message, p_kept_text);
end
$$;
grant execute on function genesis.fail_command(uuid, integer, text, text, text) to genesis_service;
