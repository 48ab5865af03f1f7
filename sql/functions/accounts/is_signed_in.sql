-- Whether a sign-in still holds. Asked in the statement of each operation, which is then not called
-- where the answer is no: that stays one round trip.
create or replace function genesis.is_signed_in(p_account uuid, p_sign_in uuid) returns boolean
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return exists (
    select from sign_ins where sign_in_id = p_sign_in and account_id is not distinct from p_account
      and ended_at is null and expires_at > now());
end
$$;
grant execute on function genesis.is_signed_in(uuid, uuid) to genesis_app, genesis_service;
