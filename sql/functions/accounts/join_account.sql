-- A browser with a one-time code or a recovery phrase joins the account that made it, and brings
-- what it has: {outcome: JOINED, account_id, brought_sessions} | {outcome: NOT_FOUND} |
-- {outcome: RATE_LIMITED, retry_after}. As the service: the code is another account's.
-- Ten wrong guesses in ten minutes are an address's share; a code has 40 bits, a phrase 128.
create or replace function genesis.join_account(
  p_account uuid, p_kind text, p_hash_base64 text, p_address text
) returns jsonb
language plpgsql as $$
declare
  v_hash bytea := decode(p_hash_base64, 'base64');
  v_oldest timestamptz;
  v_into uuid;
begin
  -- One guess at a time for each address: many at once are still counted.
  perform pg_advisory_xact_lock(hashtextextended('genesis.join_account ' || p_address, 0));
  delete from wrong_guesses where guessed_at < now() - interval '10 minutes';
  select guessed_at into v_oldest from wrong_guesses
    where address = p_address order by guessed_at desc offset 9 limit 1;
  if found then
    return jsonb_build_object('outcome', 'RATE_LIMITED', 'retry_after',
      greatest(1, ceil(extract(epoch from v_oldest + interval '10 minutes' - now())))::integer);
  end if;
  if p_kind = 'code' then
    delete from device_codes where code_hash = v_hash and expires_at > now()
      returning account_id into v_into;
  else
    select account_id into v_into from recovery_phrases where phrase_hash = v_hash;
  end if;
  if v_into is null then
    insert into wrong_guesses (address) values (p_address);
    return '{"outcome": "NOT_FOUND"}';
  end if;
  return '{"outcome": "JOINED"}'::jsonb || genesis.merge_accounts(p_account, v_into);
end
$$;
grant execute on function genesis.join_account(uuid, text, text, text) to genesis_service;
