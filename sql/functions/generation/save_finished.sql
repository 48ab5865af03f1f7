-- Keeps one whole, checked candidate of a running command, so that a stop or a crash keeps it.
-- {outcome: SAVED | REFUSED | TOO_LARGE}.
create or replace function genesis.save_finished(
  p_command uuid, p_run_epoch integer, p_candidate_index integer, p_content jsonb, p_origin jsonb,
  p_receipts jsonb default '[]'
) returns jsonb
language plpgsql as $$
begin
  if genesis.is_too_large(p_content) then
    return '{"outcome": "TOO_LARGE"}';
  end if;
  update async_tasks t
    set origin = p_origin,
        finished = coalesce((
          select to_jsonb(array_agg(f order by (f ->> 'candidate_index')::integer))
          from jsonb_array_elements(t.finished || jsonb_build_array(jsonb_build_object(
            'candidate_index', p_candidate_index, 'content', p_content, 'receipts', p_receipts,
            'content_version', 2))) with ordinality as e (f, n)
          where (f ->> 'candidate_index')::integer <> p_candidate_index
            or n = jsonb_array_length(t.finished) + 1), '[]')
    from command_inbox i
    where t.command_id = p_command and i.command_id = p_command
      and i.status = 'PROCESSING' and i.run_epoch = p_run_epoch;
  return jsonb_build_object('outcome', case when found then 'SAVED' else 'REFUSED' end);
end
$$;
grant execute on function genesis.save_finished(uuid, integer, integer, jsonb, jsonb, jsonb) to genesis_service;
