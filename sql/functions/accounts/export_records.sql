-- What the account has of a kind, by id: {items, next}. `sign_ins` and `tokens`: every one on record,
-- without what signs in; `audit`: its entries of the audit record; `sessions`: those never begun included.
create or replace function genesis.export_records(
  p_account uuid, p_kind text, p_after uuid, p_limit integer
) returns jsonb
language plpgsql stable as $$
declare
  v_items jsonb;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  select coalesce(jsonb_agg(item || jsonb_build_object('key', id) order by id), '[]') into v_items
  from (
    select sign_in_id as id, jsonb_build_object('sign_in_id', sign_in_id, 'name', name,
        'device', device, 'joined_by', joined_by, 'created_at', genesis.iso(created_at),
        'last_seen_at', genesis.iso(last_seen_at), 'expires_at', genesis.iso(expires_at),
        'ended_at', genesis.iso(ended_at)) as item
      from sign_ins
      where p_kind = 'sign_ins' and account_id = p_account and (p_after is null or sign_in_id > p_after)
    union all
    select token_id, jsonb_build_object('token_id', token_id, 'name', name, 'scope', scope,
        'created_at', genesis.iso(created_at), 'last_used_at', genesis.iso(last_used_at),
        'ended_at', genesis.iso(ended_at))
      from account_tokens
      where p_kind = 'tokens' and account_id = p_account and (p_after is null or token_id > p_after)
    union all
    select audit_id, to_jsonb(a) - 'audit_id' - 'account_id' || jsonb_build_object('at', genesis.iso(at))
      from audit_log a
      where p_kind = 'audit' and account_id = p_account and (p_after is null or audit_id > p_after)
    union all
    select session_id, jsonb_build_object('session_id', session_id, 'title', title, 'novel_id', novel_id)
      from genesis_sessions
      where p_kind = 'sessions' and account_id = p_account and (p_after is null or session_id > p_after)
    order by id limit p_limit + 1
  ) page;
  return genesis.page_of('items', v_items, p_limit);
end
$$;
grant execute on function genesis.export_records(uuid, text, uuid, integer) to genesis_app;
