-- The provider's back-channel logout: ends the sign-ins of that session of the provider, and those of
-- the account that do not know theirs; all of the account where no session is named. Either may be
-- null, not both. As the service: a token may name the session alone. Answers how many.
create or replace function genesis.end_provider_session(p_account uuid, p_provider_sid text)
returns jsonb
language plpgsql as $$
declare
  v_ended integer;
begin
  update sign_ins set ended_at = now(), id_token = null
    where ended_at is null
      and case
        when p_account is null then provider_sid = p_provider_sid
        else account_id = p_account
          and (p_provider_sid is null or provider_sid is null or provider_sid = p_provider_sid)
      end;
  get diagnostics v_ended = row_count;
  return jsonb_build_object('ended', v_ended);
end
$$;
grant execute on function genesis.end_provider_session(uuid, text) to genesis_service;
