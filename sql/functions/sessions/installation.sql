-- This installation's id and its cookie-signing keys, the signing one first. A key that signs only
-- later is listed as one that verifies.
create or replace function genesis.installation() returns jsonb
language sql stable as $$
  select jsonb_build_object('installation_id', i.installation_id, 'signing_keys', (
    select jsonb_agg(jsonb_build_object('key_id', k.key_id,
      'secret_base64', replace(encode(k.secret, 'base64'), E'\n', ''),
      'retired', k.is_retired) order by k.is_retired, k.signs_from desc)
    from (
      select *, signs_from > now() or coalesce(retired_at <= now(), false) as is_retired
      from signing_keys
    ) k))
  from installation i
$$;
grant execute on function genesis.installation() to genesis_app;
