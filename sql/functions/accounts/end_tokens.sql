-- Ends every token of the account: {outcome: ENDED}, or {outcome: NOT_FOUND} where there was none.
create or replace function genesis.end_tokens(p_account uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  update account_tokens set ended_at = now() where account_id = p_account and ended_at is null;
  return jsonb_build_object('outcome', case when found then 'ENDED' else 'NOT_FOUND' end);
end
$$;
grant execute on function genesis.end_tokens(uuid) to genesis_app;
