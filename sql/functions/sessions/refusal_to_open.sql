-- Why an account may open no session now: SIGNED_OUT, TOO_MANY_OPEN, where it has p_max_open ACTIVE ones,
-- or STORED_TOO_MUCH, where it stores p_max_stored bytes; null where it may. Where the account is being
-- taken into another this waits, and then nothing is opened: the browser asks again with what it has by then.
-- Two at once may both find the last place free: the quota is no wall to the row.
create or replace function genesis.refusal_to_open(
  p_account uuid, p_max_open integer, p_max_stored bigint
) returns text
language plpgsql as $$
begin
  perform from accounts where account_id = p_account for key share;
  if genesis.is_merged(p_account) or genesis.is_account_gone(p_account) then
    return 'SIGNED_OUT';
  end if;
  if p_max_open <= (select count(*) from (select from genesis_sessions
      where account_id = p_account and status = 'ACTIVE' limit p_max_open) open) then
    return 'TOO_MANY_OPEN';
  end if;
  return case when genesis.is_full(p_account, p_max_stored) then 'STORED_TOO_MUCH' end;
end
$$;
grant execute on function genesis.refusal_to_open(uuid, integer, bigint) to genesis_app;
