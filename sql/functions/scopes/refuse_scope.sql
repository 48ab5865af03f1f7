-- The second wall of a token's scope: what a request's program may not do, no function does for it, whatever
-- the edge let through. is_signed_in says the scope in the setting genesis.scope; it is empty for
-- whoever did not come with a token. The trigger's arguments are the scopes that may.
create or replace function genesis.refuse_scope() returns trigger
language plpgsql as $$
declare
  v_scope text := current_setting('genesis.scope', true);
begin
  if v_scope = any (tg_argv) then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception 'a token of scope % does not reach %', v_scope, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;
grant execute on function genesis.refuse_scope() to genesis_app, genesis_service;
