-- This installation's id and its cookie-signing keys, the newest first. A key signs from `signs_from`
-- on, until a newer one does. And whether writes are put off. It runs as the tables' owner, who alone
-- can read a key.
create or replace function genesis.installation() returns jsonb
language sql stable as $$
  select jsonb_build_object('installation_id', i.installation_id,
    'maintenance', genesis.maintenance(), 'signing_keys', (
    select jsonb_agg(jsonb_build_object('key_id', k.key_id,
      'secret_base64', replace(encode(k.secret, 'base64'), E'\n', ''),
      'retired', coalesce(k.retired_at <= now(), false),
      'signs_from', genesis.iso(k.signs_from)) order by k.signs_from desc)
    from signing_keys k))
  from installation i
$$;
