-- A running command's finished candidates, [{candidate_index, content}], in the present version.
create or replace function genesis.finished_candidates(t async_tasks) returns jsonb
language sql stable as $$
  select coalesce(to_jsonb(array_agg(f - 'content_version' || case when f ? 'content_version' then '{}' else
      jsonb_build_object('content', genesis.upcast_content_1(t.stage, f -> 'content')) end
    order by (f ->> 'candidate_index')::integer)), '[]')
  from jsonb_array_elements(t.finished) f
$$;
grant execute on function genesis.finished_candidates(async_tasks) to genesis_app, genesis_service;
