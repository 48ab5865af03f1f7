-- The account's tokens that are good: {tokens: [{token_id, name, scope, created_at, last_used_at}]}, the
-- newest first.
create or replace function genesis.list_tokens(p_account uuid) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return jsonb_build_object('tokens', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'token_id', token_id, 'name', name, 'scope', scope, 'created_at', genesis.iso(created_at),
      'last_used_at', genesis.iso(last_used_at)) order by created_at desc, token_id desc), '[]')
    from account_tokens where account_id = p_account and ended_at is null));
end
$$;
grant execute on function genesis.list_tokens(uuid) to genesis_app;
