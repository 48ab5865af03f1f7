-- What is known of a model at an endpoint: {mode, dropped}; null where nothing is, or so long ago that
-- the best is to be tried again.
create or replace function genesis.learnt_capabilities(p_endpoint text, p_model text, p_good_for interval)
returns jsonb
language sql stable as $$
  select jsonb_build_object('mode', mode, 'dropped', dropped) from model_capabilities
  where endpoint = p_endpoint and model = p_model and learnt_at > now() - p_good_for
$$;
grant execute on function genesis.learnt_capabilities(text, text, interval) to genesis_service;
