-- A browser with a one-time code or a recovery phrase joins the account that made it, and brings
-- what it has: {outcome: JOINED, account_id, brought_sessions} | {outcome: NOT_FOUND} |
-- {outcome: RATE_LIMITED, retry_after}. As the service: the code is another account's.
-- How often may be guessed says genesis.guess_wait; a code has 40 bits, a phrase 128.
create or replace function genesis.join_account(
  p_account uuid, p_kind text, p_hash_base64 text, p_address text
) returns jsonb
language plpgsql as $$
declare
  v_hash bytea := decode(p_hash_base64, 'base64');
  v_wait integer := genesis.guess_wait(p_account, p_address);
  v_into uuid;
begin
  if v_wait > 0 then
    return jsonb_build_object('outcome', 'RATE_LIMITED', 'retry_after', v_wait);
  end if;
  if p_kind = 'code' then
    delete from device_codes where code_hash = v_hash and expires_at > now()
      returning account_id into v_into;
  else
    select account_id into v_into from recovery_phrases where phrase_hash = v_hash;
  end if;
  if v_into is null then
    perform genesis.record_wrong_guess(p_account, p_address);
    return '{"outcome": "NOT_FOUND"}';
  end if;
  return '{"outcome": "JOINED"}'::jsonb || genesis.merge_accounts(p_account, v_into);
end
$$;
grant execute on function genesis.join_account(uuid, text, text, text) to genesis_service;
