-- Bearer tokens issued until p_issued_until end: the account's, where no session of the provider is
-- named; else that session's, and the tokens of its account that name none.
create or replace function genesis.end_bearer_tokens(
  p_account uuid, p_provider_sid text, p_issued_until timestamptz
) returns void
language plpgsql as $$
begin
  -- A bearer token is taken for 30 days (MAX_BEARER_AGE_SECONDS).
  delete from ended_tokens where recorded_at < now() - interval '32 days';
  insert into ended_tokens (holder, issued_until)
  select holder, p_issued_until from (
    select 'account:' || p_account where p_provider_sid is null
    union select 'session:' || p_provider_sid
    union select 'sessionless:' || p_account where p_provider_sid is not null
    union select 'sessionless:' || account_id from sign_ins
      where p_account is null and provider_sid = p_provider_sid
  ) ended (holder) where holder is not null
  on conflict (holder) do update
    set issued_until = greatest(ended_tokens.issued_until, excluded.issued_until), recorded_at = now();
end
$$;
grant execute on function genesis.end_bearer_tokens(uuid, text, timestamptz) to genesis_service;
