-- The audit record is appended to. An entry goes once it is 30 days old (prune_audit says when), or
-- with the account that it is about, once that one is erased.
create or replace function genesis.refuse_audit_change() returns trigger
language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.at < now() - interval '30 days' then
      return old;
    end if;
    if old.account_id is not null and not exists (select from accounts where account_id = old.account_id) then
      return old;
    end if;
  end if;
  raise exception 'the audit record is only appended to' using errcode = 'insufficient_privilege';
end
$$;
grant execute on function genesis.refuse_audit_change() to genesis_app, genesis_service;
create or replace trigger append_only before update or delete on audit_log
  for each row execute function genesis.refuse_audit_change();
create or replace trigger append_only_whole before truncate on audit_log
  for each statement execute function genesis.refuse_audit_change();
