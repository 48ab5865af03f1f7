-- Keeps what an answered request was like; its time starts where it is news. What takes everything
-- needs no row, and rows that no longer count go by and by.
create or replace function genesis.learn_capabilities(
  p_endpoint text, p_model text, p_mode text, p_dropped jsonb, p_good_for interval
) returns void
language plpgsql as $$
begin
  delete from model_capabilities where (endpoint, model) in (
    select endpoint, model from model_capabilities
    where learnt_at <= now() - p_good_for order by learnt_at limit 10 for update skip locked);
  if p_mode = 'SCHEMA' and p_dropped = '[]' then
    delete from model_capabilities where endpoint = p_endpoint and model = p_model;
  else
    insert into model_capabilities as c (endpoint, model, mode, dropped)
      values (p_endpoint, p_model, p_mode, p_dropped)
      on conflict (endpoint, model) do update
        set mode = excluded.mode, dropped = excluded.dropped, learnt_at = now()
        where (c.mode, c.dropped) is distinct from (excluded.mode, excluded.dropped);
  end if;
end
$$;
grant execute on function genesis.learn_capabilities(text, text, text, jsonb, interval) to genesis_service;
