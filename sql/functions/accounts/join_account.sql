-- A browser with a one-time code or a recovery phrase joins the account that made it, and brings
-- what it has: {outcome: JOINED, account_id, sign_in_id, merge_id, brought_sessions} |
-- {outcome: NOT_FOUND} | {outcome: SIGNED_OUT} | {outcome: RATE_LIMITED, retry_after} | {outcome:
-- PHRASE_NEEDED}: it would take along an account of which it is no keeper. sign_in_id: this browser's
-- own credential in that account. As the service: the code is another account's.
-- How often may be guessed says genesis.guess_wait; a code has 40 bits, a phrase 128.
create or replace function genesis.join_account(
  p_account uuid, p_sign_in uuid, p_kind text, p_hash_base64 text, p_address text, p_device text
) returns jsonb
language plpgsql as $$
declare
  v_hash bytea := decode(p_hash_base64, 'base64');
  v_wait integer := genesis.guess_wait(p_account, p_address);
  v_into uuid;
  v_merged jsonb;
  v_joined uuid;
begin
  if v_wait > 0 then
    return jsonb_build_object('outcome', 'RATE_LIMITED', 'retry_after', v_wait);
  end if;
  if p_kind = 'code' then
    select account_id into v_into from device_codes
      where code_hash = v_hash and expires_at > now() for update;
  else
    -- The phrase of an account that was taken into another is of no account until that is undone.
    select account_id into v_into from recovery_phrases
      where phrase_hash = v_hash and genesis.merge_holder(account_id) = account_id;
  end if;
  if v_into is null then
    perform genesis.record_wrong_guess(p_account, p_address);
    return '{"outcome": "NOT_FOUND"}';
  elsif v_into <> p_account and not genesis.is_keeper(p_account, p_sign_in) then
    return '{"outcome": "PHRASE_NEEDED"}';
  end if;
  delete from device_codes where code_hash = v_hash and p_kind = 'code';
  -- Whoever deleted the account and has its phrase has it back, within its time.
  perform genesis.restore_account(v_into),
    genesis.record_audit(case p_kind when 'code' then 'device_code.used' else 'recovery_phrase.used' end, v_into,
      p_account::text);
  if v_into = p_account then
    -- Its own: who knows the phrase may replace it.
    perform genesis.see_browser(p_account, p_sign_in, p_device);
    update sign_ins set is_keeper = true where sign_in_id = p_sign_in and p_kind = 'phrase';
    return jsonb_build_object('outcome', 'JOINED', 'account_id', p_account, 'sign_in_id', p_sign_in,
      'merge_id', null, 'brought_sessions', 0);
  end if;
  v_merged := genesis.merge_accounts(p_account, v_into);
  if v_merged ->> 'outcome' <> 'MERGED' then
    return v_merged;
  end if;
  insert into sign_ins (account_id, joined_by, is_keeper, device, expires_at, came_with)
    values (v_into, p_kind, p_kind = 'phrase', p_device, 'infinity', (v_merged ->> 'merge_id')::uuid)
    returning sign_in_id into v_joined;
  return v_merged || jsonb_build_object('outcome', 'JOINED', 'account_id', v_into, 'sign_in_id', v_joined);
end
$$;
grant execute on function genesis.join_account(uuid, uuid, text, text, text, text) to genesis_service;
