-- What a page shows of the account. p_sign_in: its sign-in, where it has one. p_local: a local
-- account of the same browser, from before its writer signed in, whose sessions can be taken along.
create or replace function genesis.account_summary(
  p_account uuid, p_sign_in uuid, p_local uuid, p_local_sign_in uuid
) returns jsonb
language plpgsql stable as $$
declare
  v_local integer := 0;
begin
  if p_local is not null and genesis.is_signed_in(p_local, p_local_sign_in)
    and genesis.is_keeper(p_local, p_local_sign_in)
  then
    select count(*) into v_local from genesis_sessions
      where account_id = p_local and version > 1;
  end if;
  perform set_config('genesis.account_id', p_account::text, true);
  return jsonb_build_object(
    'name', (select name from sign_ins where sign_in_id = p_sign_in and account_id = p_account),
    'sessions', (select count(*) from genesis_sessions where account_id = p_account and version > 1),
    'has_confirmed_stage', exists (
      select from genesis_sessions s join genesis_stages st using (session_id)
      where s.account_id = p_account and st.status in ('CONFIRMED', 'STALE')),
    'recovery_phrase_made_at', (
      select genesis.iso(max(created_at)) from recovery_phrases where account_id = p_account),
    'recovery_phrase_made_here', (
      select made_by is not distinct from p_sign_in from recovery_phrases where account_id = p_account),
    'is_keeper', genesis.is_keeper(p_account, p_sign_in),
    'local_sessions', v_local);
end
$$;
grant execute on function genesis.account_summary(uuid, uuid, uuid, uuid) to genesis_app;
