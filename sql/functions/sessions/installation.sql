-- This installation's id and its cookie-signing keys, the signing one first.
create or replace function genesis.installation() returns jsonb
language sql stable as $$
  select jsonb_build_object('installation_id', i.installation_id, 'signing_keys', (
    select jsonb_agg(jsonb_build_object('key_id', k.key_id,
      'secret_base64', replace(encode(k.secret, 'base64'), E'\n', ''),
      'retired', k.retired_at is not null) order by k.retired_at is not null, k.created_at desc)
    from signing_keys k))
  from installation i
$$;
grant execute on function genesis.installation() to genesis_app;
