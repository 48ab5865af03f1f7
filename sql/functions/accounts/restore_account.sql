-- A deleted account is there again, with the sessions that were deleted together with it:
-- {restored: whether it was deleted, and not yet erased}. Asked by an operator, by a new sign-in at the provider,
-- and by the recovery phrase.
create or replace function genesis.restore_account(p_account uuid) returns jsonb
language plpgsql as $$
declare
  s genesis_sessions;
  v_deleted_at timestamptz;
begin
  perform set_config('genesis.account_id', p_account::text, true),
    set_config('genesis.with_deleted', 'on', true);
  select deleted_at into v_deleted_at from accounts where account_id = p_account for update;
  if v_deleted_at is null then
    perform set_config('genesis.with_deleted', '', true);
    return '{"restored": false}';
  end if;
  for s in
    select * from genesis_sessions where account_id = p_account and deleted_at = v_deleted_at
    order by session_id for no key update
  loop
    perform genesis.append_event(s.session_id, p_account, s.version + 1, 'genesis.session.restored', '{}', null, null);
    update genesis_sessions set version = s.version + 1, deleted_at = null where session_id = s.session_id;
  end loop;
  update accounts set deleted_at = null, restored_at = now() where account_id = p_account;
  perform set_config('genesis.with_deleted', '', true);
  return '{"restored": true}';
end
$$;
grant execute on function genesis.restore_account(uuid) to genesis_app, genesis_service;
