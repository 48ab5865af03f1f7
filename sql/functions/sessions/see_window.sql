-- A window of the account has this book open, or has closed it: {windows}, the others that have it open,
-- the last seen first; null where the account has no such session. One that is silent for p_seconds is gone.
-- p_sign_in: whose browser it is, or null. At most 50 windows of a book are known.
create or replace function genesis.see_window(
  p_account uuid, p_session uuid, p_window uuid, p_sign_in uuid, p_device text, p_stage text,
  p_is_editing boolean, p_is_open boolean, p_seconds integer
) returns jsonb
language plpgsql as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  if not exists (select from genesis_sessions
    where session_id = p_session and account_id is not distinct from p_account) then
    return null;
  end if;
  -- Two windows that find the same old ones do not wait for each other.
  delete from session_windows where ctid in (
    select ctid from session_windows
    where account_id = p_account and (seen_at < now() - make_interval(secs => p_seconds)
      or (not p_is_open and session_id = p_session and window_id = p_window))
    for update skip locked);
  if p_is_open then
    insert into session_windows as w (account_id, session_id, window_id, sign_in_id, device, stage, is_editing)
    select p_account, p_session, p_window, p_sign_in, p_device, p_stage, p_is_editing
    where (select count(*) from session_windows
      where account_id = p_account and session_id = p_session and window_id <> p_window) < 50
    on conflict (account_id, session_id, window_id) do update
      set sign_in_id = excluded.sign_in_id, device = excluded.device, stage = excluded.stage,
          is_editing = excluded.is_editing, seen_at = now();
  end if;
  return jsonb_build_object('windows', (
    select coalesce(jsonb_agg(jsonb_build_object('window_id', window_id, 'device', device,
      'is_same_browser', coalesce(sign_in_id = p_sign_in, false), 'stage', stage, 'is_editing', is_editing,
      'seen_at', genesis.iso(seen_at)) order by seen_at desc, window_id), '[]')
    from session_windows
    where account_id = p_account and session_id = p_session and window_id <> p_window
      and seen_at >= now() - make_interval(secs => p_seconds)));
end
$$;
grant execute on function genesis.see_window(uuid, uuid, uuid, uuid, text, text, boolean, boolean, integer) to genesis_app;
