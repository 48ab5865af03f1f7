-- Erases up to p_limit accounts that were deleted longer ago than p_grace: {pruned}. Their sessions
-- go first, by erase_sessions; and forgets the ids of local ones whose last cookie has expired.
-- The settings: what is due is a handful, and nothing in the statistics says so; by them a store of a
-- certain size would be read as a whole, a hash table be made for as much, and each call be planned anew,
-- which takes longer than to look.
create or replace function genesis.erase_accounts(p_grace interval, p_limit integer) returns jsonb
language plpgsql
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off
as $$
declare
  v_account uuid;
  v_gone integer := 0;
begin
  delete from erased_accounts where erased_at < now() - interval '401 days';
  for v_account in
    select account_id from accounts a
    where deleted_at <= now() - p_grace
      and not exists (select from genesis_sessions s where s.account_id = a.account_id)
    order by deleted_at limit p_limit for update skip locked
  loop
    perform genesis.erase_account(v_account);
    v_gone := v_gone + 1;
  end loop;
  return jsonb_build_object('pruned', v_gone);
end
$$;
grant execute on function genesis.erase_accounts(interval, integer) to genesis_service;
