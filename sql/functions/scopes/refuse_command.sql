-- As refuse_scope, for a command: the command table says what a token that proposes may send.
create or replace function genesis.refuse_command() returns trigger
language plpgsql as $$
declare
  v_scope text := current_setting('genesis.scope', true);
begin
  if v_scope = 'full' or (v_scope = 'propose' and exists (
    select from genesis.command_table where command_type = new.command_type and is_proposing))
  then
    return new;
  end if;
  raise exception 'a token of scope % does not reach %', v_scope, new.command_type
    using errcode = 'insufficient_privilege';
end
$$;
grant execute on function genesis.refuse_command() to genesis_app, genesis_service;
