-- For an operator, oldest first: [{at, account_id, actor, action, subject, address, client, times}].
-- p_account, p_since: null for all. With an account come those that were taken into it. At most
-- p_limit, the newest of them.
create or replace function genesis.list_audit(p_of uuid, p_since timestamptz, p_limit integer) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(to_jsonb(e) - 'audit_id' || jsonb_build_object('at', genesis.iso(e.at))
    order by e.audit_id), '[]')
  from (
    select * from audit_log
    where (p_since is null or at >= p_since)
      and (p_of is null or account_id = p_of or subject = p_of::text or account_id in (
        select account_id from account_merges where into_account_id = p_of and undone_at is null))
    order by audit_id desc limit p_limit
  ) e
$$;
grant execute on function genesis.list_audit(uuid, timestamptz, integer) to genesis_service;
