-- is_signed_in for a caller that asks nothing else, such as a page: {is_signed_in, is_merged}.
-- is_merged: a local account's, and it was taken into another.
create or replace function genesis.sign_in_status(
  p_account uuid, p_sign_in uuid, p_token_sid text default null, p_token_issued_at bigint default null
) returns jsonb
language sql stable as $$
  -- The first tells row-level security whose rows the second may see.
  select jsonb_build_object('is_signed_in', s.is_signed_in, 'is_merged', not s.is_signed_in
    and exists (select from account_merges where account_id = p_account and undone_at is null))
  from genesis.is_signed_in(p_account, p_sign_in, p_token_sid, p_token_issued_at) s (is_signed_in)
$$;
grant execute on function genesis.sign_in_status(uuid, uuid, text, bigint) to genesis_app;
