-- Puts a book behind a finished one and returns its number. The finished one's series begins with it where
-- it has none. A number is given once, also where that book is deleted by now.
create or replace function genesis.next_in_series(p_account uuid, p_after uuid, p_session uuid) returns integer
language plpgsql as $$
declare
  v_series uuid;
  v_number integer;
begin
  perform set_config('genesis.account_id', p_account::text, true);
  -- Two at once, of whatever books of the account, come one after the other.
  perform pg_advisory_xact_lock(hashtextextended(p_account::text, 1500));
  update genesis_sessions
    set series_id = coalesce(series_id, uuidv7()), series_number = coalesce(series_number, 1)
    where session_id = p_after and account_id = p_account
    returning series_id into strict v_series;
  perform set_config('genesis.with_deleted', 'on', true);
  select max(series_number) + 1 into v_number from genesis_sessions
    where series_id = v_series and account_id = p_account;
  perform set_config('genesis.with_deleted', '', true);
  update genesis_sessions set series_id = v_series, series_number = v_number where session_id = p_session;
  return v_number;
end
$$;
grant execute on function genesis.next_in_series(uuid, uuid, uuid) to genesis_app;
