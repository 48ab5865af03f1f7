-- For every edge: what has ended of what has streams open there.
-- p_since_ms: {accounts: [account_id…], sids: [provider's session…]}, of which something that they come
-- with ended in the last so many milliseconds; asked each two seconds, and costs what happened.
-- p_open, [{account, sign_in, token_sid, token_issued_at}]: the places in it, from 0, of those that are
-- over; asked for those of which something ended.
-- The settings: what is due is a handful, and nothing in the statistics says so; by them a store of a
-- certain size would be read as a whole, a hash table be made for as much, and each call be planned anew,
-- which takes longer than to look.
create or replace function genesis.ended_credentials(p_open jsonb, p_since_ms bigint default null) returns jsonb
language plpgsql stable
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off
set enable_hashjoin = off set enable_mergejoin = off set enable_hashagg = off
as $$
declare
  v_since timestamptz := now() - p_since_ms * interval '1 millisecond';
begin
  if p_since_ms is null then
    return (
      select coalesce(jsonb_agg(c.n - 1 order by c.n), '[]')
      from rows from (jsonb_to_recordset(p_open) as (account uuid, sign_in uuid, token_sid text,
        token_issued_at bigint)) with ordinality as c (account, sign_in, token_sid, token_issued_at, n)
      where not genesis.credential_holds(c.account, c.sign_in, c.token_sid, c.token_issued_at));
  end if;
  return jsonb_build_object(
    'accounts', (
      select coalesce(jsonb_agg(distinct account_id), '[]') from (
        select account_id::text from sign_ins where ended_at > v_since
        union all select account_id::text from sign_ins where expires_at > v_since and expires_at <= now()
        union all select account_id::text from account_tokens where ended_at > v_since
        union all select account_id::text from account_merges where merged_at > v_since
        union all select account_id::text from accounts where deleted_at > v_since
        union all select erased_id::text from erased_accounts where erased_at > v_since
        union all select split_part(holder, ':', 2) from ended_tokens
          where recorded_at > v_since and holder not like 'session:%') ended),
    'sids', (
      select coalesce(jsonb_agg(substr(holder, 9)), '[]') from ended_tokens
      where recorded_at > v_since and holder like 'session:%'));
end
$$;
grant execute on function genesis.ended_credentials(jsonb, bigint) to genesis_service;
