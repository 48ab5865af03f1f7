-- For an operator: the cookie-signing keys without their secrets, the newest first.
create or replace function genesis.list_signing_keys() returns jsonb
language sql stable as $$
  select jsonb_agg(jsonb_build_object('key_id', key_id, 'signs_from', genesis.iso(signs_from),
    'retired_at', genesis.iso(retired_at)) order by signs_from desc)
  from signing_keys
$$;
