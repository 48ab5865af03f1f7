-- As refuse_scope, for a command: the command table says what a token that proposes may send. Asked by
-- take_command, which every command passes: a trigger's condition is planned again in each statement.
create or replace function genesis.refuse_command(p_type text) returns void
language plpgsql stable as $$
declare
  v_scope text := current_setting('genesis.scope', true);
begin
  if v_scope = 'full' or (v_scope = 'propose' and exists (
    select from genesis.command_table where command_type = p_type and is_proposing))
  then
    return;
  end if;
  raise exception 'a token of scope % does not reach %', v_scope, p_type
    using errcode = 'insufficient_privilege';
end
$$;
grant execute on function genesis.refuse_command(text) to genesis_app, genesis_service;
