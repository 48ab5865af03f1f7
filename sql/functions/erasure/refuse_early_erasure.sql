-- The service may erase what is deleted, and nothing else: a session that is not, and its log, stay.
create or replace function genesis.refuse_early_erasure() returns trigger
language plpgsql as $$
begin
  if not exists (select from genesis_sessions where session_id = old.session_id and deleted_at is null) then
    return old;
  end if;
  raise exception 'A row of % goes only with its session, once that is deleted', tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;
grant execute on function genesis.refuse_early_erasure() to genesis_app, genesis_service;
create or replace trigger only_when_due before delete on genesis_sessions
  for each row execute function genesis.refuse_early_erasure();
create or replace trigger only_when_due before delete on model_calls
  for each row execute function genesis.refuse_early_erasure();
create or replace trigger only_when_due before delete on domain_events
  for each row execute function genesis.refuse_early_erasure();
