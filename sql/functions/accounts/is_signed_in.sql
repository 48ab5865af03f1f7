-- Whether what a request came with is good still (check_credential). Asked in the statement of each
-- operation, which is then not called where the answer is no: that stays one round trip.
create or replace function genesis.is_signed_in(
  p_account uuid, p_sign_in uuid, p_token_sid text default null, p_token_issued_at bigint default null
) returns boolean
language sql stable as $$
  select genesis.check_credential(p_account, p_sign_in, p_token_sid, p_token_issued_at)
$$;
grant execute on function genesis.is_signed_in(uuid, uuid, text, bigint) to genesis_app, genesis_service;
