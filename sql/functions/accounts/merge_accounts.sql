-- Takes the sessions of a local account into another: {outcome: MERGED, merge_id, brought_sessions},
-- {outcome: SIGNED_OUT} where the first was taken elsewhere already, or {outcome: NOT_FOUND} where
-- the second was. The caller has proven both accounts' own credentials.
-- One direction: from then on the first account's cookies, codes and phrase name nobody, and never
-- the second account. It is on record with what it brought, and undo_merge gives that back.
create or replace function genesis.merge_accounts(p_from uuid, p_into uuid) returns jsonb
language plpgsql as $$
declare
  v_sessions uuid[];
  v_merge uuid;
begin
  insert into accounts (account_id, kind) values (p_from, 'local'),
    (p_into, case when genesis.is_provider_account(p_into) then 'oidc' else 'local' end)
    on conflict do nothing;
  -- Sessions that are being opened hold their account's row: this waits for them, and they for this.
  perform from accounts where account_id in (p_from, p_into) order by account_id for update;
  if p_from = p_into or genesis.is_provider_account(p_from) or genesis.merge_holder(p_from) <> p_from then
    return '{"outcome": "SIGNED_OUT"}';
  elsif genesis.merge_holder(p_into) <> p_into then
    return '{"outcome": "NOT_FOUND"}';
  end if;
  v_sessions := genesis.move_sessions(p_from, p_into, null);
  delete from device_codes where account_id = p_from;
  insert into account_merges (account_id, into_account_id, session_ids)
    values (p_from, p_into, v_sessions) returning merge_id into v_merge;
  return jsonb_build_object('outcome', 'MERGED', 'merge_id', v_merge,
    'brought_sessions', genesis.count_books(v_sessions));
end
$$;
grant execute on function genesis.merge_accounts(uuid, uuid) to genesis_service;
