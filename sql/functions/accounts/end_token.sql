-- Ends a token of the account: {outcome: ENDED} or {outcome: NOT_FOUND}.
create or replace function genesis.end_token(p_account uuid, p_token uuid) returns jsonb
language plpgsql as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  update account_tokens set ended_at = now()
    where token_id = p_token and account_id = p_account and ended_at is null;
  return jsonb_build_object('outcome', case when found then 'ENDED' else 'NOT_FOUND' end);
end
$$;
grant execute on function genesis.end_token(uuid, uuid) to genesis_app;
