-- is_signed_in for a caller that asks nothing else, such as a page: {is_signed_in}.
create or replace function genesis.sign_in_status(p_account uuid, p_sign_in uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object('is_signed_in', genesis.is_signed_in(p_account, p_sign_in))
$$;
grant execute on function genesis.sign_in_status(uuid, uuid) to genesis_app;
