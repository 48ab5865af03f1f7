-- A browser of a local account that has no row yet is its first; one that has is seen now.
create or replace function genesis.see_browser(p_account uuid, p_sign_in uuid, p_device text) returns void
language plpgsql as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  insert into sign_ins as s (sign_in_id, account_id, joined_by, is_keeper, device, expires_at)
  values (p_sign_in, p_account, 'first', true, p_device, 'infinity')
  on conflict (sign_in_id) do update
    set last_seen_at = now(), device = coalesce(s.device, excluded.device)
    where s.account_id is not distinct from p_account and s.ended_at is null;
end
$$;
grant execute on function genesis.see_browser(uuid, uuid, text) to genesis_app, genesis_service;
