-- What will write for an account: {kind, model, host, concurrency}. The writer's own model, else what
-- the newest live worker reports.
create or replace function genesis.generator(p_account uuid) returns jsonb
language sql stable as $$
  select coalesce(
    (select jsonb_build_object('kind', 'model', 'model', model,
       'host', substring(base_url from '^[a-z]+://([^/?#]+)'), 'concurrency', concurrency)
     from model_settings where account_id = p_account),
    genesis.operator_generator() - 'settings')
$$;
grant execute on function genesis.generator(uuid) to genesis_app, genesis_service;
