-- The provider's back-channel logout: ends the sign-ins of that session of the provider, and those of
-- the account that do not know theirs; all of the account where no session is named. Either may be
-- null, not both. Bearer tokens that were issued until then end with them. As the service: a token
-- may name the session alone. {outcome: ENDED, ended: how many sign-ins} | {outcome: REPLAYED}: this
-- logout token was obeyed before.
create or replace function genesis.end_provider_session(
  p_account uuid, p_provider_sid text, p_jti text, p_issued_at bigint, p_expires_at bigint
) returns jsonb
language plpgsql as $$
declare
  v_ended integer;
begin
  delete from logout_tokens where expires_at < now() - interval '10 minutes';
  insert into logout_tokens (jti_hash, expires_at)
    values (sha256(convert_to(p_jti, 'UTF8')), to_timestamp(p_expires_at))
    on conflict do nothing;
  if not found then
    return '{"outcome": "REPLAYED"}';
  end if;
  perform genesis.end_bearer_tokens(p_account, p_provider_sid, to_timestamp(p_issued_at));
  update sign_ins set ended_at = now(), id_token = null
    where ended_at is null
      and case
        when p_account is null then provider_sid = p_provider_sid
        else account_id = p_account
          and (p_provider_sid is null or provider_sid is null or provider_sid = p_provider_sid)
      end;
  get diagnostics v_ended = row_count;
  return jsonb_build_object('outcome', 'ENDED', 'ended', v_ended);
end
$$;
grant execute on function genesis.end_provider_session(uuid, text, text, bigint, bigint) to genesis_service;
