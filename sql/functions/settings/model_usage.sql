-- What an account's calls took and cost, by month (UTC) and model, newest first, 24 months of it: an
-- array of {month, model, host, calls, failed_calls, input_tokens, output_tokens, cached_tokens,
-- reasoning_tokens, cost_usd, unknown_calls}. cost_usd is that of the calls whose cost is known, null where none is.
create or replace function genesis.model_usage(p_account uuid) returns jsonb
language plpgsql stable as $$
begin
  perform set_config('genesis.account_id', p_account::text, true);
  return jsonb_build_object('usage', (
    select coalesce(jsonb_agg(to_jsonb(u) order by u.month desc, u.calls desc, u.model, u.host), '[]')
    from (
      select to_char(ended_at at time zone 'UTC', 'YYYY-MM') as month, model, host, count(*) as calls,
        count(*) filter (where outcome <> 'ANSWERED') as failed_calls,
        coalesce(sum(input_tokens), 0) as input_tokens, coalesce(sum(output_tokens), 0) as output_tokens,
        coalesce(sum(cached_tokens), 0) as cached_tokens,
        coalesce(sum(reasoning_tokens), 0) as reasoning_tokens,
        sum(cost_usd) as cost_usd, count(*) filter (where cost_usd is null) as unknown_calls
      from model_calls
      where account_id = p_account and ended_at > now() - interval '24 months'
      group by 1, 2, 3 order by 1 desc, 4 desc limit 500
    ) u));
end
$$;
grant execute on function genesis.model_usage(uuid) to genesis_app;
