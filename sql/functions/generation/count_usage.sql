-- Adds to a session's and its stage's sums: {input_tokens, output_tokens, cost_usd, counted_usd}, where
-- a cost that is not known makes the sum unknown, and counts for nothing unless counted_usd is given.
create or replace function genesis.count_usage(p_session uuid, p_stage text, p_usage jsonb) returns void
language sql as $$
  update genesis_sessions
    set input_tokens = input_tokens + coalesce((p_usage ->> 'input_tokens')::bigint, 0),
        output_tokens = output_tokens + coalesce((p_usage ->> 'output_tokens')::bigint, 0),
        cost_usd = cost_usd + (p_usage ->> 'cost_usd')::numeric,
        spent_usd = spent_usd
          + coalesce((p_usage ->> 'counted_usd')::numeric, (p_usage ->> 'cost_usd')::numeric, 0)
    where session_id = p_session;
  update genesis_stages
    set input_tokens = input_tokens + coalesce((p_usage ->> 'input_tokens')::bigint, 0),
        output_tokens = output_tokens + coalesce((p_usage ->> 'output_tokens')::bigint, 0),
        cost_usd = cost_usd + (p_usage ->> 'cost_usd')::numeric
    where session_id = p_session and stage = p_stage;
$$;
grant execute on function genesis.count_usage(uuid, text, jsonb) to genesis_service;
