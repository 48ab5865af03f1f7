-- The provider's back-channel logout: ends the account's sign-ins of that session of the provider,
-- or all of them where the provider names none. Answers how many.
create or replace function genesis.end_provider_session(p_account uuid, p_provider_sid text)
returns jsonb
language plpgsql as $$
declare
  v_ended integer;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  update sign_ins set ended_at = now(), id_token = null
    where account_id = p_account and ended_at is null
      and (p_provider_sid is null or provider_sid = p_provider_sid);
  get diagnostics v_ended = row_count;
  return jsonb_build_object('ended', v_ended);
end
$$;
grant execute on function genesis.end_provider_session(uuid, text) to genesis_app;
