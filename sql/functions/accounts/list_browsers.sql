-- Who has access to the account: {browsers: [{browser_id, created_at, last_seen_at, joined_by, device,
-- is_current}]}, the last seen first, 500 at most; times of being seen by the hour.
create or replace function genesis.list_browsers(p_account uuid, p_sign_in uuid, p_device text)
returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return jsonb_build_object('browsers', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'browser_id', sign_in_id, 'created_at', genesis.iso(created_at),
      'last_seen_at', genesis.iso(date_trunc('hour', last_seen_at)),
      'joined_by', joined_by, 'device', device,
      'is_current', sign_in_id is not distinct from p_sign_in) order by last_seen_at desc, sign_in_id), '[]')
    from (
      select sign_in_id, created_at, last_seen_at, joined_by, device from sign_ins
        where account_id = p_account and ended_at is null and expires_at > now()
      union all
      -- The account's first browser, before it is on record.
      select p_sign_in, now(), now(), 'first', p_device
        where p_sign_in is not null and not exists (select from sign_ins where sign_in_id = p_sign_in)
      order by last_seen_at desc, sign_in_id limit 500
    ) b));
end
$$;
grant execute on function genesis.list_browsers(uuid, uuid, text) to genesis_app;
