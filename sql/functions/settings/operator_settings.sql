-- The operator's settings, or those of the samples, as the API shows them.
create or replace function genesis.operator_settings() returns jsonb
language sql stable as $$
  select jsonb_build_object('base_url', null, 'has_key', false, 'stages', '{}'::jsonb, 'price', null)
    || coalesce(g -> 'settings', '{}')
    || jsonb_build_object(
      'source', case g ->> 'kind' when 'model' then 'operator' else 'sample' end,
      'model', g -> 'model', 'concurrency', g -> 'concurrency')
  from genesis.operator_generator() g
$$;
grant execute on function genesis.operator_settings() to genesis_app, genesis_service;
